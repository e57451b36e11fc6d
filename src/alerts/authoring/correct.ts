import { type CommandContext, nowAsDate, requireCommunity } from '../../context/command-context.ts';
import type { ReplyMethods } from '../../kit/define/reply.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { button, message, quote } from '../../message/build.ts';
import type { Action, Message } from '../../message/message.ts';
import { replyWithProgress } from '../../operations/publish-reply.ts';
import { voidPendingRequests } from '../approval/close-requests.ts';
import { requestApproval } from '../approval/request-approval.ts';
import { correctionResultText } from '../corrections/messages.ts';
import {
  applyCorrection,
  type Correction,
  correctionAudience,
  prepareCorrection,
  publishCorrection,
} from '../corrections/service.ts';
import { hasChanges } from '../corrections/version.ts';
import { alertMessage } from '../messages.ts';
import { previewAlert } from '../preview.ts';
import { alertStatusButton } from '../status-button.ts';
import { rejectDrillLikeTitle } from './drill-check.ts';

/** What the confirming button carries: the version that was looked at, so that no other change is overwritten. */
function confirmArgs({ alert, grade, reason, change, isDeleting }: Correction): Action['args'] {
  const given = Object.entries(change).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    alert: `id:${alert.id}`,
    version: alert.version,
    reason,
    ...(grade === 'retract' ? {} : { grade }),
    ...(isDeleting ? { delete: true } : {}),
    ...Object.fromEntries(given),
  };
}

/**
 * The alert as every copy will read, with how many copies there are. Nothing is changed yet.
 * @throws Refusal when nothing would change, or an alert would be taken for a drill
 */
export async function previewCorrection(
  call: CommandContext,
  correction: Correction,
): Promise<Message> {
  const { t, locale } = call;
  const { alert, grade, change } = correction;
  const isRetraction = grade === 'retract';
  if (!isRetraction && !hasChanges(alert, change))
    throw new UserError('alerts.errors.nothingChanged');
  rejectDrillLikeTitle(alert, change);
  const { shown } = applyCorrection(correction, nowAsDate(call));
  const count = await call.publications.audienceSize(await correctionAudience(call, correction));
  const command = isRetraction ? 'alert retract' : 'alert correct';
  const isAsked = alert.community.requiresApproval && !isRetraction;
  const label = isRetraction ? 'alerts.retractIn' : 'alerts.correctIn';
  const rule = isAsked ? ` ${t('alerts.approval.needed')}` : '';
  return message(
    [
      ...previewAlert(call, shown),
      quote(t(`alerts.previewOf.${correction.isDeleting ? 'delete' : grade}`, { count }) + rule),
    ],
    {
      tone: alertMessage(shown, locale).tone,
      buttons: [
        [
          button(
            isAsked ? t('alerts.approval.askButton') : t(label, { count }),
            {
              command,
              step: 'confirm',
              args: confirmArgs(correction),
              account: call.account.id,
              once: true,
              answer: 'update',
            },
            'danger',
          ),
          button(t('alerts.leave'), {
            command,
            step: 'leave',
            args: {},
            account: call.account.id,
            answer: 'update',
          }),
        ],
      ],
    },
  );
}

/**
 * Writes the new version and edits every copy: once, and only on the version that was looked at. Where a correction
 * takes two people, another is asked instead; a retraction never waits.
 */
export async function submitCorrection(
  call: CommandContext & Pick<ReplyMethods, 'answer'>,
  correction: Correction,
  expectedVersion: number,
): Promise<Message | undefined> {
  const { alert, grade } = correction;
  requireCommunity(call);
  rejectDrillLikeTitle(alert, correction.change);
  if (alert.community.requiresApproval && grade !== 'retract') {
    if (alert.version !== expectedVersion) throw new UserError('alerts.errors.changedMeanwhile');
    return requestApproval(call, alert, { ...correction, grade });
  }
  const ready = await prepareCorrection(call, correction);
  const publicationId = await call.db.$transaction(async (tx) => {
    const id = await publishCorrection(call, tx, ready, {
      accountId: call.account.id,
      expectedVersion,
    });
    await voidPendingRequests(call, tx, alert.id);
    return id;
  });
  return replyWithProgress(call, {
    publicationId,
    act: correction.isDeleting ? 'remove' : 'edit',
    text: correctionResultText(call, correction, ready.chatCount),
    buttons: [[alertStatusButton(call, alert.id)]],
  });
}
