import type { Transaction } from '../../delivery/publications.ts';
import { Refusal } from '../../kit/command.ts';
import { button, paragraph, say } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { audit } from '../audit.ts';
import { type Call, communityOf } from '../call.ts';
import type { ShownPublication } from './publications.ts';
import { publicationStatus } from './status.ts';
import { nameOf } from './words.ts';

type Act = 'pause' | 'resume' | 'cancel';

/**
 * Pauses, resumes or cancels a publication, and writes down who did.
 * @throws Refusal when that was done before
 */
export async function operate(
  call: Call,
  publication: ShownPublication,
  act: Act,
): Promise<Message> {
  const { t, db, desk } = call;
  await db.$transaction(async (tx: Transaction) => {
    const isDone = await desk[act](tx, publication.id);
    if (!isDone) throw new Refusal(`delivery.errors.already.${act}`);
    await audit(tx, {
      communityId: communityOf(call).id,
      accountId: call.account.id,
      action: `delivery.${act}`,
      details: { publication: publication.id, name: nameOf(call, publication) },
    });
  });
  return publicationStatus(call, publication, [paragraph(t(`delivery.done.${act}`))]);
}

/** Asks before what still waits is left out for good. */
export async function askToCancel(call: Call, publication: ShownPublication): Promise<Message> {
  const { t, account, desk } = call;
  const status = await desk.status(publication.id);
  const count = status ? status.states.queued + status.states.sending : 0;
  const act = (step: string) => ({
    command: 'delivery cancel',
    step,
    args: { publication: `id:${publication.id}` },
    account: account.id,
    answer: 'update' as const,
  });
  return say(t('delivery.askCancel', { name: nameOf(call, publication), count }), {
    tone: 'warning',
    buttons: [
      [
        button(t('delivery.confirmCancel', { count }), { ...act('confirm'), once: true }, 'danger'),
        button(t('delivery.leave'), act('leave')),
      ],
    ],
  });
}
