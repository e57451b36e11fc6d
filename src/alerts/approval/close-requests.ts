import { z } from 'zod';
import type { Transaction } from '../../delivery/publications.ts';
import { type ApprovalRequest, listPendingRequests, requestedChangeOf } from './requests.ts';
import type { ApprovalOutcome, ClosingServices } from './services.ts';

/** The audience of a direct message: one chat. */
const chatsSchema = z.object({ to: z.literal('chats'), chatIds: z.array(z.string()) });

/** Replaces the messages to the approvers by the outcome, without buttons. */
export async function closeNotices(
  { notices, now }: ClosingServices,
  tx: Transaction,
  request: ApprovalRequest,
  outcome: ApprovalOutcome,
): Promise<void> {
  const { alert } = request;
  const change = requestedChangeOf(request);
  const sent = await tx.publication.findMany({
    where: { id: { in: request.requestPublicationIds }, operation: 'send' },
    select: { id: true, audience: true },
  });
  for (const { id: originalId, audience } of sent) {
    await notices.closed(tx, {
      ...{ alert, change, outcome, originalId },
      at: new Date(now.epochMilliseconds),
      audience: chatsSchema.parse(audience),
    });
  }
}

/** Tells the requester the outcome. @param decidedBy display name; empty when nobody decided */
export async function notifyRequester(
  { notices }: Pick<ClosingServices, 'notices'>,
  tx: Transaction,
  { id, alert, requestedById }: ApprovalRequest,
  { outcome, decidedBy }: { outcome: ApprovalOutcome; decidedBy: string },
): Promise<void> {
  const account = requestedById && (await tx.account.findUnique({ where: { id: requestedById } }));
  if (!account) return;
  const publicationId = await notices.decided(tx, { alert, outcome, decidedBy, account });
  await tx.approval.update({
    where: { id },
    data: { outcomePublicationIds: { push: publicationId } },
  });
}

/**
 * Cancels the pending requests of an alert: its content has changed, or their deadline is over.
 * @returns how many there were
 */
export async function cancelPendingRequests(
  services: ClosingServices,
  tx: Transaction,
  alertId: string,
  outcome: 'void' | 'late' = 'void',
): Promise<number> {
  let cancelledCount = 0;
  for (const request of await listPendingRequests(tx, alertId)) {
    const { count } = await tx.approval.updateMany({
      where: { id: request.id, state: 'pending' },
      data: { state: 'cancelled', decidedAt: new Date(services.now.epochMilliseconds) },
    });
    if (count === 1) await closeNotices(services, tx, request, outcome);
    cancelledCount += count;
  }
  return cancelledCount;
}
