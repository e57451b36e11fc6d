import { button, message, quote } from '../../message/build.ts';
import type { Action, Message } from '../../message/message.ts';
import type { PreviewReader } from '../../message/preview/every-language.ts';
import { formatRemaining } from '../../operations/publications/publication-view.ts';
import { alertPicture } from '../alert-view.ts';
import type { Correction } from '../corrections/correction.ts';
import { alertMessage } from '../messages.ts';
import { previewAlert } from '../preview.ts';
import { formatReach } from '../reach-message.ts';
import type { CorrectionPlan } from './correct.ts';
import type { DraftPreview } from './drafts.ts';

/** The alert as chats of each language will see it, how many get it, and buttons to send or discard it. */
export function draftPreviewMessage(
  reader: PreviewReader,
  { draft, reach, estimateSeconds }: DraftPreview,
  accountId: string,
): Message {
  const { t, locale } = reader;
  const { community, isDrill } = draft;
  const { count } = reach;
  const action = (step: string, args: Record<string, string> = {}) => ({
    command: 'alert send',
    step,
    args: { draft: draft.id, ...args },
    account: accountId,
    answer: 'update' as const,
    once: true,
  });
  const summary = t(isDrill ? 'alerts.drill.preview' : 'alerts.preview', {
    community: community.name,
    count,
    reach: formatReach(reader, reach),
  });
  const forecast = t('delivery.forecast', { length: formatRemaining(reader, estimateSeconds) });
  const note = community.requiresApproval ? ` ${t('alerts.approval.needed')}` : '';
  const confirmLabel = community.requiresApproval
    ? t('alerts.approval.askButton')
    : t('alerts.sendTo', { count });
  return message([...previewAlert(reader, draft), quote(`${summary} ${forecast}${note}`)], {
    tone: alertMessage(draft, locale).tone,
    picture: alertPicture(draft, locale),
    buttons: [
      [
        button(confirmLabel, action('confirm', { seen: draft.createdAt.toISOString() }), 'danger'),
        button(t('alerts.discard'), action('discard')),
      ],
    ],
  });
}

/** The arguments of the confirming button, with the version that was shown, so that no other change is overwritten. */
function confirmArgs({ alert, grade, reason, change, isDeleting }: Correction): Action['args'] {
  const values = Object.entries(change).filter(
    (entry): entry is [string, string | boolean] => entry[1] !== undefined,
  );
  return {
    alert: `id:${alert.id}`,
    version: alert.version,
    reason,
    ...(grade === 'retract' ? {} : { grade }),
    ...(isDeleting ? { delete: true } : {}),
    ...Object.fromEntries(values),
  };
}

/** The alert as every copy will read, how many copies there are, and buttons to submit or abandon the correction. */
export function correctionPreviewMessage(
  reader: PreviewReader,
  { correction, shown, chatCount, needsApproval }: CorrectionPlan,
  accountId: string,
): Message {
  const { t, locale } = reader;
  const { grade, isDeleting } = correction;
  const isRetraction = grade === 'retract';
  const command = isRetraction ? 'alert retract' : 'alert correct';
  const counted = { count: chatCount };
  const note = needsApproval ? ` ${t('alerts.approval.needed')}` : '';
  const confirmLabel = needsApproval
    ? t('alerts.approval.askButton')
    : t(isRetraction ? 'alerts.retractIn' : 'alerts.correctIn', counted);
  const action = { command, account: accountId, answer: 'update' as const };
  return message(
    [
      ...previewAlert(reader, shown),
      quote(t(`alerts.previewOf.${isDeleting ? 'delete' : grade}`, counted) + note),
    ],
    {
      tone: alertMessage(shown, locale).tone,
      picture: alertPicture(shown, locale),
      buttons: [
        [
          button(
            confirmLabel,
            { ...action, step: 'confirm', args: confirmArgs(correction), once: true },
            'danger',
          ),
          button(t('alerts.leave'), { ...action, step: 'leave', args: {} }),
        ],
      ],
    },
  );
}
