import type { Telegram } from 'telegraf';
import type { SentMessage } from '../../../src/kit/define/reply.ts';
import type { Message } from '../../../src/message/message.ts';
import type { MessageReader } from '../../../src/message/reader.ts';
import { createSentMessage } from '../../shared/sent-message.ts';
import type { SendTarget } from '../api/send-target.ts';
import type { TelegramMessage } from '../write/message.ts';
import { editTelegramMessage } from './edit-message.ts';
import { sendTelegramMessage } from './send-message.ts';

export type TelegramRenderer = (
  message: Message,
  reader: MessageReader,
) => readonly TelegramMessage[];

/** Where and how messages are written: a chat, and who reads there. */
export interface ChatOutputOptions {
  telegram: Telegram;
  render: TelegramRenderer;
  target: SendTarget;
  reader: MessageReader;
}

export interface ChatOutput {
  render(message: Message): readonly TelegramMessage[];
  /** @param replyTo message that the first part and all others reply to */
  send(message: Message, replyTo?: number): Promise<SentMessage>;
  /** Replaces the content of a message of the bot; further parts follow as new messages. */
  replace(messageId: number, message: Message): Promise<SentMessage>;
}

export function createChatOutput(options: ChatOutputOptions): ChatOutput {
  const { telegram, target, reader } = options;
  const render = (message: Message) => options.render(message, reader);
  const sentMessageOf = (ids: readonly number[]): SentMessage =>
    createSentMessage(ids, {
      render,
      send: (part) => sendTelegramMessage(telegram, target, part),
      replace: (id, part) => editTelegramMessage(telegram, target, id, part),
      remove: (id) => telegram.deleteMessage(target.platformId, id),
    });
  return {
    render,
    async send(message, replyTo) {
      const ids: number[] = [];
      for (const part of render(message)) {
        ids.push(
          await sendTelegramMessage(
            telegram,
            target,
            part,
            replyTo === undefined ? {} : { replyTo },
          ),
        );
      }
      return sentMessageOf(ids);
    },
    async replace(messageId, message) {
      const [first, ...others] = render(message);
      const ids = first ? [await editTelegramMessage(telegram, target, messageId, first)] : [];
      for (const part of others) ids.push(await sendTelegramMessage(telegram, target, part));
      return sentMessageOf(ids);
    },
  };
}
