import type { CommandContext } from '../../context/command-context.ts';
import type { Responder } from '../../kit/adapter/responder.ts';
import type { Translator } from '../../language/catalogue.ts';
import { paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { settleShownMessage, takeMissedMessages } from './missed-messages.ts';

const missedMessage = (message: Message, { t }: Pick<Translator, 't'>): Message => ({
  ...message,
  blocks: [paragraph(t('delivery.missed')), ...message.blocks],
});

/**
 * Shows in a private chat what may not have arrived there, once its reader writes. Telegram cannot be asked whether a
 * message arrived, and nobody else can look into that chat.
 */
export async function showMissedMessages(
  context: Pick<
    CommandContext,
    'chat' | 'isPrivate' | 'db' | 'now' | 'locale' | 't' | 'deliveryAdmin'
  >,
  { say }: Pick<Responder, 'say'>,
): Promise<void> {
  const { chat, isPrivate, db, now, locale, deliveryAdmin } = context;
  if (!isPrivate || chat.kind !== 'private' || !chat.hasUnknownDeliveries) return;
  const services = { db, now: () => now.epochMilliseconds };
  for (const { deliveryId, message } of await takeMissedMessages(services, chat.id, locale)) {
    if (message) await say(missedMessage(message, context), 'public');
    await settleShownMessage(db, deliveryAdmin, deliveryId);
  }
}
