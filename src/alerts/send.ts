import { audit } from '../communities/audit.ts';
import { type Call, communityOf } from '../communities/call.ts';
import { answerWithProgress, sayForecast } from '../communities/desk/follow.ts';
import type { Severity } from '../database/generated/enums.ts';
import { Refusal, type Speaking } from '../kit/command.ts';
import { fold } from '../language/fold.ts';
import type { Locale } from '../language/locale.ts';
import { languageName } from '../language/locale.ts';
import { otherLocale } from '../language/translations.ts';
import { button, message, quote, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { findAlert, type WholeAlert } from './find.ts';
import { alertAudience, sayReach } from './reach.ts';
import { alertRules, severityRules } from './rules.ts';
import { alertMessages, showAlert } from './show.ts';
import { translated } from './version.ts';

export interface NewAlert {
  severity: Severity;
  title: string;
  text: string;
  source: string;
  expires?: Date | undefined;
  other_title?: string | undefined;
  other_text?: string | undefined;
  drill?: boolean | undefined;
}

const nowOf = (call: Call) => new Date(call.now.epochMilliseconds);

/** Words by which a drill is known in either language, folded. */
const drillWords = /\bdrill\b|dien tap/;

/** Keeps an alert as a draft and shows it to its author alone. Nothing is sent yet. @throws Refusal when it would be taken for a drill */
export async function draftAlert(call: Call, given: NewAlert): Promise<Message> {
  const community = communityOf(call);
  const now = nowOf(call);
  const titles = fold(`${given.title} ${given.other_title ?? ''}`);
  if (!given.drill && drillWords.test(titles)) throw new Refusal('alerts.errors.likeDrill');
  const { id } = await call.db.alert.create({
    data: {
      communityId: community.id,
      authorId: call.account.id,
      state: 'draft',
      severity: given.severity,
      drill: given.drill ?? false,
      expiresAt: given.expires ?? new Date(now.getTime() + alertRules.usualMs),
      createdAt: now,
      versions: {
        create: {
          number: 1,
          grade: 'first',
          title: given.title,
          text: given.text,
          sourceUrl: given.source,
          translations: translated(community.locale, {
            title: given.other_title,
            text: given.other_text,
          }),
          createdAt: now,
        },
      },
    },
  });
  return previewDraft(call, id, call.locale);
}

/**
 * The author's own draft, while it waits.
 * @throws Refusal when it was sent, discarded or forgotten, or is over before it began
 */
async function ownDraft(call: Call, id: string): Promise<WholeAlert> {
  const draft = await findAlert(call.db, id, communityOf(call).id);
  if (!draft) throw new Refusal('alerts.errors.draftGone');
  if (draft.state !== 'draft') throw new Refusal('alerts.errors.alreadySent');
  if (draft.authorId !== call.account.id) throw new Refusal('kit.errors.notYours');
  const now = nowOf(call).getTime();
  if (draft.createdAt.getTime() + alertRules.draftMs <= now) {
    throw new Refusal('alerts.errors.draftGone');
  }
  if (draft.expiresAt.getTime() <= now) throw new Refusal('alerts.errors.overAlready');
  return draft;
}

/** The alert exactly as chats will see it, and under it who issues it and how many chats it will reach. */
export async function previewDraft(call: Call, id: string, locale: Locale): Promise<Message> {
  const draft = await ownDraft(call, id);
  const { t } = call;
  const shown = showAlert(draft, locale);
  const { count, words } = await sayReach(call, draft);
  const forecast = await sayForecast(call, alertAudience(draft), 0);
  const act = (step: string, args: Record<string, string> = {}) => ({
    command: 'alert send',
    step,
    args: { draft: id, ...args },
    account: call.account.id,
    answer: 'update' as const,
  });
  const other = otherLocale(locale);
  return message(
    [
      ...shown.blocks,
      quote(
        `${t(draft.drill ? 'alerts.drill.preview' : 'alerts.preview', { community: draft.community.name, reach: words })} ${forecast}`,
      ),
    ],
    {
      tone: shown.tone,
      buttons: [
        [
          button(t('alerts.sendTo', { count }), { ...act('confirm'), once: true }, 'danger'),
          button(t('alerts.discard'), { ...act('discard'), once: true }),
        ],
        [
          button(
            t('alerts.inLanguage', { language: languageName(other, call.locale) }),
            act('preview', { language: other }),
          ),
        ],
      ],
    },
  );
}

const statusButton = (call: Call, id: string) =>
  button(call.t('alerts.statusButton'), {
    command: 'alert status',
    args: { alert: `id:${id}` },
    answer: 'update',
  });

/** Sends a draft to every chat that follows alerts: once, however often it is pressed. */
export async function sendDraft(
  call: Call & Pick<Speaking, 'answer'>,
  id: string,
): Promise<undefined> {
  const draft = await ownDraft(call, id);
  const { communityId } = draft;
  const audience = alertAudience(draft);
  const { count, words } = await sayReach(call, draft);
  const publicationId = await call.db.$transaction(async (tx) => {
    const { count: taken } = await tx.alert.updateMany({
      where: { id, state: 'draft', authorId: call.account.id },
      data: { state: 'active', createdAt: nowOf(call) },
    });
    if (taken === 0) throw new Refusal('alerts.errors.alreadySent');
    const published = await call.publications.publish(tx, {
      communityId,
      kind: 'alert',
      audience,
      messages: alertMessages(draft),
      locale: draft.community.locale,
      notAfter: draft.expiresAt,
      urgent: !draft.drill && severityRules[draft.severity].isUrgent,
      alertId: id,
    });
    await audit(tx, {
      communityId,
      accountId: call.account.id,
      action: draft.drill ? 'alert.drill' : 'alert.send',
      details: {
        alert: id,
        severity: draft.severity,
        title: draft.versions.at(-1)?.title ?? '',
        chats: count,
      },
    });
    return published;
  });
  return answerWithProgress(call, {
    publicationId,
    words: call.t(draft.drill ? 'alerts.drill.sent' : 'alerts.sent', { reach: words }),
    buttons: [[statusButton(call, id)]],
  });
}

export async function discardDraft(call: Call, id: string): Promise<Message> {
  const draft = await ownDraft(call, id);
  await call.db.alert.deleteMany({ where: { id: draft.id, state: 'draft' } });
  return say(call.t('alerts.discarded'));
}
