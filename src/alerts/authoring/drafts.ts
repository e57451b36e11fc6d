import { type CommandContext, nowAsDate, requireCommunity } from '../../context/command-context.ts';
import type { Severity } from '../../database/generated/enums.ts';
import type { ReplyMethods } from '../../kit/define/reply.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { button, message, quote, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { formatEstimate, replyWithProgress } from '../../operations/publish-reply.ts';
import { voidPendingRequests } from '../approval/close-requests.ts';
import { requestApproval } from '../approval/request-approval.ts';
import { alertAudience, describeReach } from '../audience.ts';
import { alertTranslations } from '../corrections/version.ts';
import { alertMessage } from '../messages.ts';
import { previewAlert } from '../preview.ts';
import { publishAlert } from '../publish.ts';
import { type AlertDetails, findAlert } from '../queries.ts';
import { alertLimits } from '../rules.ts';
import { alertStatusButton } from '../status-button.ts';
import { rejectDrillLikeTitle } from './drill-check.ts';

export interface NewAlert {
  severity: Severity;
  title: string;
  text: string;
  source: string;
  expires?: Date | undefined;
  other_title?: string | undefined;
  other_text?: string | undefined;
  isDrill?: boolean | undefined;
}

/** Keeps an alert as a draft and shows it to its author alone. Nothing is sent yet. @throws Refusal when it would be taken for a drill */
export async function createDraft(call: CommandContext, given: NewAlert): Promise<Message> {
  const community = requireCommunity(call);
  const now = nowAsDate(call);
  rejectDrillLikeTitle(given, given);
  const { id } = await call.db.alert.create({
    data: {
      communityId: community.id,
      authorId: call.account.id,
      state: 'draft',
      severity: given.severity,
      isDrill: given.isDrill ?? false,
      expiresAt: given.expires ?? new Date(now.getTime() + alertLimits.defaultDurationMs),
      createdAt: now,
      versions: {
        create: {
          number: 1,
          grade: 'first',
          title: given.title,
          text: given.text,
          sourceUrl: given.source,
          translations: alertTranslations(community.locale, {
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
async function requireOwnDraft(call: CommandContext, id: string): Promise<AlertDetails> {
  const draft = await findAlert(call.db, id, requireCommunity(call).id);
  if (draft?.authorId == null) throw new UserError('alerts.errors.draftGone');
  if (draft.state !== 'draft') throw new UserError('alerts.errors.alreadySent');
  if (draft.authorId !== call.account.id) throw new UserError('kit.errors.notYours');
  const now = nowAsDate(call).getTime();
  const waits = await call.db.approval.count({ where: { alertId: id, state: 'pending' } });
  if (waits === 0 && draft.createdAt.getTime() + alertLimits.draftTtlMs <= now) {
    throw new UserError('alerts.errors.draftGone');
  }
  if (draft.expiresAt.getTime() <= now) throw new UserError('alerts.errors.overAlready');
  return draft;
}

/** The alert exactly as chats of each language will see it, and under it who issues it and how many chats it will reach. */
export async function previewDraft(call: CommandContext, id: string): Promise<Message> {
  const draft = await requireOwnDraft(call, id);
  const { t } = call;
  const { count, words } = await describeReach(call, draft);
  const forecast = await formatEstimate(call, alertAudience(draft), 0);
  const act = (step: string, args: Record<string, string> = {}) => ({
    command: 'alert send',
    step,
    args: { draft: id, ...args },
    account: call.account.id,
    answer: 'update' as const,
  });
  const isAsked = draft.community.requiresApproval;
  const rule = isAsked ? ` ${t('alerts.approval.needed')}` : '';
  return message(
    [
      ...previewAlert(call, draft),
      quote(
        `${t(draft.isDrill ? 'alerts.drill.preview' : 'alerts.preview', { community: draft.community.name, count, reach: words })} ${forecast}${rule}`,
      ),
    ],
    {
      tone: alertMessage(draft, call.locale).tone,
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
  call: CommandContext & Pick<ReplyMethods, 'answer'>,
  { draft: id, seen }: { draft: string; seen: string },
): Promise<Message | undefined> {
  const draft = await requireOwnDraft(call, id);
  if (draft.createdAt.toISOString() !== seen) throw new UserError('alerts.errors.editedMeanwhile');
  if (draft.community.requiresApproval) return requestApproval(call, draft);
  const { count, words } = await describeReach(call, draft);
  const publicationId = await call.db.$transaction((tx) =>
    publishAlert(call, tx, draft, { accountId: call.account.id, chatCount: count }),
  );
  return replyWithProgress(call, {
    publicationId,
    text: call.t(draft.isDrill ? 'alerts.drill.sent' : 'alerts.sent', { count, reach: words }),
    buttons: [[alertStatusButton(call, id)]],
  });
}

/** Throws a draft away; an approval that was asked for it is void. */
export async function discardDraft(call: CommandContext, id: string): Promise<Message> {
  const draft = await requireOwnDraft(call, id);
  await call.db.$transaction(async (tx) => {
    const where = { id: draft.id, state: 'draft' as const };
    await voidPendingRequests(call, tx, draft.id);
    const asked = await tx.approval.count({ where: { alertId: draft.id } });
    // What people were told of it goes with the draft: it stays, as nobody's, until it is old.
    if (asked > 0) await tx.alert.updateMany({ where, data: { authorId: null } });
    else await tx.alert.deleteMany({ where });
  });
  return textMessage(call.t('alerts.discarded'));
}
