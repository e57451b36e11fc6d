import { audit } from '../communities/audit.ts';
import { type Call, communityOf, nowOf } from '../communities/call.ts';
import type { Section } from '../database/generated/enums.ts';
import { inOneText } from '../language/translations.ts';
import { message, paragraph, say } from '../message/build.ts';
import { fieldNames, inEachLanguage } from '../message/every-language.ts';
import type { Message } from '../message/message.ts';
import { itemBlock } from './compose.ts';
import type { WholeBriefing } from './find.ts';
import { briefingTitle, translated } from './words.ts';

export interface NewBriefing {
  title: string;
  sections: readonly Section[];
  other_title?: string | undefined;
}

/** A briefing without a time: it is sent by hand until it is scheduled. */
export async function createBriefing(call: Call, given: NewBriefing): Promise<Message> {
  const { t, db } = call;
  const community = communityOf(call);
  const { title, sections, other_title } = given;
  await db.$transaction(async (tx) => {
    const { id } = await tx.briefing.create({
      data: {
        communityId: community.id,
        title,
        translations: translated(community.locale, { title: other_title }),
        zone: community.zone,
        sections: [...sections],
        settledTo: nowOf(call),
        createdAt: nowOf(call),
      },
    });
    await audit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: 'briefing.new',
      details: { briefing: id, title, sections: [...sections] },
    });
  });
  const named = sections.map((section) => t(`briefings.section.${section}`)).join(', ');
  return say(t('commands.briefing_new.done', { title, sections: named }), { tone: 'success' });
}

export interface NewItem {
  title: string;
  text: string;
  source: string;
  other_title?: string | undefined;
  other_text?: string | undefined;
}

/** An item waits for the next edition of its briefing. */
export async function addItem(
  call: Call,
  briefing: WholeBriefing,
  { title, text, source, other_title, other_text }: NewItem,
): Promise<Message> {
  const { t, db, locale } = call;
  const item = await db.$transaction(async (tx) => {
    const made = await tx.item.create({
      data: {
        briefingId: briefing.id,
        title,
        text,
        sourceUrl: source,
        translations: translated(briefing.community.locale, {
          title: other_title,
          text: other_text,
        }),
        createdAt: nowOf(call),
      },
    });
    await audit(tx, {
      communityId: briefing.communityId,
      accountId: call.account.id,
      action: 'briefing.item',
      details: { briefing: briefing.id, item: made.id, title },
    });
    return made;
  });
  const waiting = await db.item.count({ where: { briefingId: briefing.id, editionId: null } });
  const key = briefing.sections.includes('items') ? 'waits' : 'noSection';
  const told = t(`commands.briefing_item.${key}`, {
    title,
    briefing: briefingTitle(briefing, locale),
    count: waiting,
  });
  const preview = inEachLanguage(call, {
    compose: (one) => [itemBlock(item, one)],
    oneText: fieldNames(call, inOneText({ title, text }, item.translations)),
  });
  return message([paragraph(told), ...preview], {
    tone: briefing.sections.includes('items') ? 'success' : 'warning',
  });
}
