import type { CommandContext } from '../../context/command-context.ts';
import { maxButtonLabelLength } from '../../kit/limits.ts';
import { distinctLabels } from '../../kit/pickers/search/distinct-labels.ts';
import { button, heading, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { decisionButtons, withdrawRequestButton } from '../approval/buttons.ts';
import { type ApprovalReader, requestMessage } from '../approval/messages.ts';
import type { ApprovalRequest } from '../approval/requests.ts';
import { alertNaming } from '../arguments/alert-argument.ts';
import type { RequestReview } from './review-request.ts';

/** Requests shown as buttons. */
const maxShown = 5;

/** A request with who may decide it, and the viewer's buttons. */
export function requestReviewMessage(
  reader: ApprovalReader,
  { requestId, communityName, view, viewer, isOwn, objection, approverNames }: RequestReview,
): Message {
  const { t } = reader;
  const ownButtons = isOwn ? [[withdrawRequestButton(reader, requestId, viewer.id)]] : undefined;
  const buttons = objection ? [] : decisionButtons(reader, requestId, viewer.id);
  const { blocks, ...rest } = requestMessage(reader, view, ownButtons ?? buttons, { isOwn });
  return {
    ...rest,
    blocks: [
      ...blocks,
      paragraph(
        approverNames.length === 0
          ? t('approvers.nobodyYet')
          : t('approvers.who', { names: approverNames.join(', ') }),
      ),
      ...(objection && !isOwn
        ? [paragraph(t(`alerts.approval.errors.${objection}`, { community: communityName }))]
        : []),
    ],
  };
}

/** The pending requests of a community as buttons. */
export function pendingRequestsMessage(
  reader: Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>,
  requests: readonly ApprovalRequest[],
  accountId: string,
): Message {
  const { t } = reader;
  if (requests.length === 0) return message([paragraph(t('alerts.approval.noneWaits'))]);
  const shown = requests.slice(0, maxShown);
  const labels = distinctLabels(
    shown.map(({ id, alert }) => ({
      id,
      label: alertNaming.label(alert, reader),
      details: alertNaming.details(alert, reader),
    })),
    maxButtonLabelLength,
  );
  return message([heading(t('alerts.approval.waiting', { count: requests.length }))], {
    buttons: shown.map(({ id }, index) => [
      button(labels[index] ?? '', {
        command: 'alert waiting',
        args: { request: `id:${id}` },
        account: accountId,
        answer: 'reply',
      }),
    ]),
  });
}
