import { recordAudit } from '../context/audit.ts';
import { type CommandContext, requireCommunity } from '../context/command-context.ts';
import type { Transaction } from '../delivery/publications.ts';
import { UserError } from '../kit/define/user-error.ts';
import { button, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { publicationLabel } from './format.ts';
import type { ManagedPublication } from './managed-publications.ts';
import { progressMessage } from './progress-message.ts';

type ControlAction = 'pause' | 'resume' | 'cancel';

/**
 * Pauses, resumes or cancels a publication, and writes down who did.
 * @throws Refusal when that was done before
 */
export async function controlPublication(
  call: CommandContext,
  publication: ManagedPublication,
  act: ControlAction,
): Promise<Message> {
  const { t, db, deliveryAdmin } = call;
  await db.$transaction(async (tx: Transaction) => {
    const isDone = await deliveryAdmin[act](tx, publication.id);
    if (!isDone) throw new UserError(`delivery.errors.already.${act}`);
    await recordAudit(tx, {
      communityId: requireCommunity(call).id,
      accountId: call.account.id,
      action: `delivery.${act}`,
      details: { publication: publication.id, name: publicationLabel(call, publication) },
    });
  });
  return progressMessage(call, publication, [paragraph(t(`delivery.done.${act}`))]);
}

/** Asks before what still waits is left out for good. */
export async function confirmCancellation(
  call: CommandContext,
  publication: ManagedPublication,
): Promise<Message> {
  const { t, account, deliveryAdmin } = call;
  const status = await deliveryAdmin.progress(publication.id);
  const count = status ? status.states.queued + status.states.sending : 0;
  const act = (step: string) => ({
    command: 'delivery cancel',
    step,
    args: { publication: `id:${publication.id}` },
    account: account.id,
    answer: 'update' as const,
  });
  return textMessage(
    t('delivery.askCancel', { name: publicationLabel(call, publication), count }),
    {
      tone: 'warning',
      buttons: [
        [
          button(
            t('delivery.confirmCancel', { count }),
            { ...act('confirm'), once: true },
            'danger',
          ),
          button(t('delivery.leave'), act('leave')),
        ],
      ],
    },
  );
}
