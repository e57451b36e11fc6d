import { recordAudit } from '../context/audit.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../context/command-context.ts';
import type { Section } from '../database/generated/enums.ts';
import { untranslatedFields } from '../language/translations.ts';
import { message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { previewFieldNames, previewInEachLanguage } from '../message/preview/every-language.ts';
import { itemBlock } from './editions/messages.ts';
import { briefingTitle, briefingTranslations } from './messages.ts';
import type { BriefingDetails } from './queries.ts';

export interface NewBriefing {
  title: string;
  sections: readonly Section[];
  other_title?: string | undefined;
}

/** A briefing without a time: it is sent by hand until it is scheduled. */
export async function createBriefing(call: CommandContext, given: NewBriefing): Promise<Message> {
  const { t, db } = call;
  const community = requireCommunity(call);
  const { title, sections, other_title } = given;
  await db.$transaction(async (tx) => {
    const { id } = await tx.briefing.create({
      data: {
        communityId: community.id,
        title,
        translations: briefingTranslations(community.locale, { title: other_title }),
        zone: community.zone,
        sections: [...sections],
        caughtUpTo: nowAsDate(call),
        createdAt: nowAsDate(call),
      },
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: call.account.id,
      action: 'briefing.new',
      details: { briefing: id, title, sections: [...sections] },
    });
  });
  const named = sections.map((section) => t(`briefings.section.${section}`)).join(', ');
  return textMessage(t('commands.briefing_new.done', { title, sections: named }), {
    tone: 'success',
  });
}

export interface NewItem {
  title: string;
  text: string;
  source: string;
  other_title?: string | undefined;
  other_text?: string | undefined;
}

/** An item waits for the next edition of its briefing. */
export async function addBriefingItem(
  call: CommandContext,
  briefing: BriefingDetails,
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
        translations: briefingTranslations(briefing.community.locale, {
          title: other_title,
          text: other_text,
        }),
        createdAt: nowAsDate(call),
      },
    });
    await recordAudit(tx, {
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
  const preview = previewInEachLanguage(call, {
    compose: (one) => [itemBlock(item, one)],
    untranslatedFields: previewFieldNames(
      call,
      untranslatedFields({ title, text }, item.translations),
    ),
  });
  return message([paragraph(told), ...preview], {
    tone: briefing.sections.includes('items') ? 'success' : 'warning',
  });
}
