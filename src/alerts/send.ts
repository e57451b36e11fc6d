import { type Call, communityOf, nowOf } from '../communities/call.ts';
import { answerWithProgress, sayForecast } from '../communities/desk/follow.ts';
import type { Severity } from '../database/generated/enums.ts';
import { Refusal, type Speaking } from '../kit/command.ts';
import { button, message, quote, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { askForApproval } from './approval/ask.ts';
import { voidWaiting } from './approval/void.ts';
import { refuseLikeDrill } from './drill.ts';
import { findAlert, type WholeAlert } from './find.ts';
import { previewAlert } from './preview.ts';
import { publishAlert } from './publish.ts';
import { alertAudience, sayReach } from './reach.ts';
import { alertRules } from './rules.ts';
import { showAlert } from './show.ts';
import { statusButton } from './status-button.ts';
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

/** Keeps an alert as a draft and shows it to its author alone. Nothing is sent yet. @throws Refusal when it would be taken for a drill */
export async function draftAlert(call: Call, given: NewAlert): Promise<Message> {
  const community = communityOf(call);
  const now = nowOf(call);
  refuseLikeDrill(given, given);
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
  return previewDraft(call, id);
}

/**
 * The author's own draft, while it waits.
 * @throws Refusal when it was sent, discarded or forgotten, or is over before it began
 */
async function ownDraft(call: Call, id: string): Promise<WholeAlert> {
  const draft = await findAlert(call.db, id, communityOf(call).id);
  if (draft?.authorId == null) throw new Refusal('alerts.errors.draftGone');
  if (draft.state !== 'draft') throw new Refusal('alerts.errors.alreadySent');
  if (draft.authorId !== call.account.id) throw new Refusal('kit.errors.notYours');
  const now = nowOf(call).getTime();
  const waits = await call.db.approval.count({ where: { alertId: id, state: 'asked' } });
  if (waits === 0 && draft.createdAt.getTime() + alertRules.draftMs <= now) {
    throw new Refusal('alerts.errors.draftGone');
  }
  if (draft.expiresAt.getTime() <= now) throw new Refusal('alerts.errors.overAlready');
  return draft;
}

/** The alert exactly as chats of each language will see it, and under it who issues it and how many chats it will reach. */
export async function previewDraft(call: Call, id: string): Promise<Message> {
  const draft = await ownDraft(call, id);
  const { t } = call;
  const { count, words } = await sayReach(call, draft);
  const forecast = await sayForecast(call, alertAudience(draft), 0);
  const act = (step: string, args: Record<string, string> = {}) => ({
    command: 'alert send',
    step,
    args: { draft: id, ...args },
    account: call.account.id,
    answer: 'update' as const,
  });
  const isAsked = draft.community.approval;
  const rule = isAsked ? ` ${t('alerts.approval.needed')}` : '';
  return message(
    [
      ...previewAlert(call, draft),
      quote(
        `${t(draft.drill ? 'alerts.drill.preview' : 'alerts.preview', { community: draft.community.name, count, reach: words })} ${forecast}${rule}`,
      ),
    ],
    {
      tone: showAlert(draft, call.locale).tone,
      buttons: [
        [
          button(
            isAsked ? t('alerts.approval.askButton') : t('alerts.sendTo', { count }),
            { ...act('confirm', { seen: draft.createdAt.toISOString() }), once: true },
            'danger',
          ),
          button(t('alerts.discard'), { ...act('discard'), once: true }),
        ],
      ],
    },
  );
}

/**
 * Sends a draft to every chat that follows alerts: once, however often it is pressed. Where it takes two people,
 * another is asked instead.
 */
export async function sendDraft(
  call: Call & Pick<Speaking, 'answer'>,
  { draft: id, seen }: { draft: string; seen: string },
): Promise<Message | undefined> {
  const draft = await ownDraft(call, id);
  if (draft.createdAt.toISOString() !== seen) throw new Refusal('alerts.errors.editedMeanwhile');
  if (draft.community.approval) return askForApproval(call, draft);
  const { count, words } = await sayReach(call, draft);
  const publicationId = await call.db.$transaction((tx) =>
    publishAlert(call, tx, draft, { accountId: call.account.id, chats: count }),
  );
  return answerWithProgress(call, {
    publicationId,
    words: call.t(draft.drill ? 'alerts.drill.sent' : 'alerts.sent', { count, reach: words }),
    buttons: [[statusButton(call, id)]],
  });
}

/** Throws a draft away; an approval that was asked for it is void. */
export async function discardDraft(call: Call, id: string): Promise<Message> {
  const draft = await ownDraft(call, id);
  await call.db.$transaction(async (tx) => {
    const where = { id: draft.id, state: 'draft' as const };
    await voidWaiting(call, tx, draft.id);
    const asked = await tx.approval.count({ where: { alertId: draft.id } });
    // What people were told of it goes with the draft: it stays, as nobody's, until it is old.
    if (asked > 0) await tx.alert.updateMany({ where, data: { authorId: null } });
    else await tx.alert.deleteMany({ where });
  });
  return say(call.t('alerts.discarded'));
}
