import { z } from 'zod';
import { type Call, nowOf } from '../../communities/call.ts';
import { tell } from '../../communities/tell.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { translators } from '../../language/catalogue.ts';
import { changeOf, type Request, waitingFor } from './request.ts';
import { answerMessage, doneMessage, type Outcome } from './words.ts';

/** What is published to the chats of those who were asked: one each. */
const chatsSchema = z.object({ to: z.literal('chats'), chatIds: z.array(z.string()) });

type Services = Pick<Call, 'publications' | 'now'>;

/** Takes the buttons from everyone who was asked, and says in their place what became of it. */
export async function closeAsking(
  call: Services,
  tx: Transaction,
  request: Request,
  outcome: Outcome,
): Promise<void> {
  const { alert, notices } = request;
  const done = { shown: alert, change: changeOf(request), outcome, at: nowOf(call) };
  const told = await tx.publication.findMany({
    where: { id: { in: notices }, act: 'send' },
    select: { id: true, audience: true },
  });
  for (const { id, audience } of told) {
    await call.publications.publish(tx, {
      communityId: alert.communityId,
      kind: 'notice',
      act: 'edit',
      audience: chatsSchema.parse(audience),
      messages: {
        en: doneMessage(translators.en, done),
        vi: doneMessage(translators.vi, done),
      },
      locale: alert.community.locale,
      alertId: alert.id,
      originalId: id,
    });
  }
}

/** Tells the one who asked what became of it. @param by who decided; empty when nobody did */
export async function answerAsker(
  { publications }: Services,
  tx: Transaction,
  { id, alert, askedById }: Request,
  { outcome, by }: { outcome: Outcome; by: string },
): Promise<void> {
  const account = askedById && (await tx.account.findUnique({ where: { id: askedById } }));
  if (!account) return;
  const { community } = alert;
  const notice = await tell(
    { publications, community, locale: community.locale },
    tx,
    account.id,
    (words) => answerMessage(words, { shown: alert, outcome, by }),
    { urgent: true, alertId: alert.id },
  );
  await tx.approval.update({ where: { id }, data: { told: { push: notice } } });
}

/**
 * Ends the requests of an alert that wait, because what was to be approved is another now.
 * @returns how many there were
 */
export async function voidWaiting(
  call: Services,
  tx: Transaction,
  alertId: string,
  outcome: 'void' | 'late' = 'void',
): Promise<number> {
  let voided = 0;
  for (const request of await waitingFor(tx, alertId)) {
    const { count } = await tx.approval.updateMany({
      where: { id: request.id, state: 'asked' },
      data: { state: 'void', decidedAt: nowOf(call) },
    });
    if (count === 1) await closeAsking(call, tx, request, outcome);
    voided += count;
  }
  return voided;
}
