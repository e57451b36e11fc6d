import type { Telegram } from 'telegraf';
import type { PromptMessages, PromptQuestion } from '../../../src/kit/adapter/prompt-question.ts';
import { textMessage } from '../../../src/message/build.ts';
import type { MessageReader } from '../../../src/message/reader.ts';
import { renderTelegramMessages } from '../write/message.ts';
import {
  editTelegramMessage,
  type SendOptions,
  type SendTarget,
  sendTelegramMessage,
} from './send-message.ts';

interface PromptContext {
  telegram: Telegram;
  target: SendTarget;
  isPrivateChat: boolean;
  reader: MessageReader;
}

interface PromptTrigger {
  /** Messages of the prompt so far. */
  previous: PromptMessages | undefined;
  /** Message whose button was pressed, if it may be edited. */
  pressedId: number | undefined;
  /** The person's message. */
  originId: number | undefined;
}

async function remove(telegram: Telegram, { platformId }: SendTarget, id: string | undefined) {
  if (id === undefined) return;
  // Best effort: the message may be gone already, or too old to be deleted.
  await telegram.deleteMessage(platformId, Number(id)).catch(() => undefined);
}

/** Deletes the messages of a prompt. */
export async function deletePrompt(
  telegram: Telegram,
  target: SendTarget,
  messages: PromptMessages,
): Promise<void> {
  await remove(telegram, target, messages.inputId);
  await remove(telegram, target, messages.messageId);
}

/** What the client opens for an answer that has no button. */
const inputOptions = (
  { takes, placeholder, button }: NonNullable<PromptQuestion['input']>,
  isPrivateChat: boolean,
): SendOptions =>
  takes === 'person' && isPrivateChat
    ? { requestUser: { button } }
    : { forceReply: { placeholder } };

/**
 * Shows a question: edits the message whose button was pressed, or sends a new one below what the person wrote.
 * Text, people and files are requested by a second message, since a message has either buttons or a forced reply.
 */
export async function sendPrompt(
  { telegram, target, isPrivateChat, reader }: PromptContext,
  { message, input }: PromptQuestion,
  { previous, pressedId, originId }: PromptTrigger,
): Promise<PromptMessages> {
  const [part] = renderTelegramMessages(message, reader);
  if (!part) throw new Error('A question has no text');
  const origin = originId === undefined ? previous?.originId : String(originId);
  const replyTo = origin === undefined || isPrivateChat ? {} : { replyTo: Number(origin) };
  await remove(telegram, target, previous?.inputId);
  let messageId: number;
  if (
    pressedId !== undefined &&
    (previous === undefined || previous.messageId === String(pressedId))
  ) {
    messageId = await editTelegramMessage(telegram, target, pressedId, part);
  } else {
    await remove(telegram, target, previous?.messageId);
    messageId = await sendTelegramMessage(telegram, target, part, replyTo);
  }
  const messages: PromptMessages = {
    messageId: String(messageId),
    ...(origin === undefined ? {} : { originId: origin }),
  };
  const [inputPart] = input ? renderTelegramMessages(textMessage(input.text), reader) : [];
  if (!input || !inputPart) return messages;
  const options = { ...replyTo, ...inputOptions(input, isPrivateChat) };
  const inputId = await sendTelegramMessage(telegram, target, inputPart, options);
  return { ...messages, inputId: String(inputId) };
}
