import { z } from 'zod';
import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { translators } from '../../language/catalogue.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { type ApprovalOutcome, closedRequestMessage, outcomeMessage } from './messages.ts';
import { type ApprovalRequest, listPendingRequests, requestedChangeOf } from './requests.ts';

/** What is published to the chats of those who were asked: one each. */
const chatsSchema = z.object({ to: z.literal('chats'), chatIds: z.array(z.string()) });

type Services = Pick<CommandContext, 'publications' | 'now'>;

/** Takes the buttons from everyone who was asked, and says in their place what became of it. */
export async function closeNotices(
  call: Services,
  tx: Transaction,
  request: ApprovalRequest,
  outcome: ApprovalOutcome,
): Promise<void> {
  const { alert, requestPublicationIds } = request;
  const done = { shown: alert, change: requestedChangeOf(request), outcome, at: nowAsDate(call) };
  const told = await tx.publication.findMany({
    where: { id: { in: requestPublicationIds }, act: 'send' },
    select: { id: true, audience: true },
  });
  for (const { id, audience } of told) {
    await call.publications.publish(tx, {
      communityId: alert.communityId,
      kind: 'notice',
      act: 'edit',
      audience: chatsSchema.parse(audience),
      messages: {
        en: closedRequestMessage(translators.en, done),
        vi: closedRequestMessage(translators.vi, done),
      },
      locale: alert.community.locale,
      alertId: alert.id,
      originalId: id,
    });
  }
}

/** Tells the one who asked what became of it. @param by who decided; empty when nobody did */
export async function notifyRequester(
  { publications }: Services,
  tx: Transaction,
  { id, alert, requestedById }: ApprovalRequest,
  { outcome, by }: { outcome: ApprovalOutcome; by: string },
): Promise<void> {
  const account = requestedById && (await tx.account.findUnique({ where: { id: requestedById } }));
  if (!account) return;
  const { community } = alert;
  const notice = await sendDirectMessage(
    { publications, community, locale: community.locale },
    tx,
    account.id,
    (words) => outcomeMessage(words, { shown: alert, outcome, by }),
    { urgent: true, alertId: alert.id },
  );
  await tx.approval.update({ where: { id }, data: { outcomePublicationIds: { push: notice } } });
}

/**
 * Ends the requests of an alert that wait, because what was to be approved is another now.
 * @returns how many there were
 */
export async function voidPendingRequests(
  call: Services,
  tx: Transaction,
  alertId: string,
  outcome: 'void' | 'late' = 'void',
): Promise<number> {
  let voided = 0;
  for (const request of await listPendingRequests(tx, alertId)) {
    const { count } = await tx.approval.updateMany({
      where: { id: request.id, state: 'pending' },
      data: { state: 'cancelled', decidedAt: nowAsDate(call) },
    });
    if (count === 1) await closeNotices(call, tx, request, outcome);
    voided += count;
  }
  return voided;
}
