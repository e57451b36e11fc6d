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

interface PromptTarget {
  telegram: Telegram;
  here: SendTarget;
  isPrivateChat: boolean;
  reader: MessageReader;
}

async function remove(telegram: Telegram, { platformId }: SendTarget, id: string | undefined) {
  if (id === undefined) return;
  // Gone already, or older than what may be taken away: nothing is lost by it.
  await telegram.deleteMessage(platformId, Number(id)).catch(() => undefined);
}

/** Takes the messages of a question away. */
export async function deletePrompt(
  telegram: Telegram,
  here: SendTarget,
  asked: PromptMessages,
): Promise<void> {
  await remove(telegram, here, asked.inputId);
  await remove(telegram, here, asked.messageId);
}

/** What the message for an answer that cannot be tapped asks the client to open. */
function opening(
  { takes, placeholder, button }: NonNullable<PromptQuestion['input']>,
  isPrivateChat: boolean,
): SendOptions {
  return takes === 'person' && isPrivateChat
    ? { requestUser: { button } }
    : { forceReply: { placeholder } };
}

/**
 * Asks: the question with its buttons is changed in place where the person tapped it, and sent anew where
 * they wrote, so that it stands under what they wrote. Words, people and files are asked for by a message
 * of its own, since a message carries either buttons or a forced reply.
 * @param tapped the message whose button was pressed
 * @param origin the message that the person sent
 */
export async function sendPrompt(
  { telegram, here, isPrivateChat, reader }: PromptTarget,
  { message, input }: PromptQuestion,
  before: PromptMessages | undefined,
  tapped: number | undefined,
  origin: number | undefined,
): Promise<PromptMessages> {
  const [part] = renderTelegramMessages(message, reader);
  if (!part) throw new Error('A question has no words');
  const answers = origin === undefined ? before?.originId : String(origin);
  const replyTo = answers === undefined || isPrivateChat ? {} : { replyTo: Number(answers) };
  await remove(telegram, here, before?.inputId);
  let panel: number;
  if (tapped !== undefined && (before === undefined || before.messageId === String(tapped))) {
    panel = await editTelegramMessage(telegram, here, tapped, part);
  } else {
    await remove(telegram, here, before?.messageId);
    panel = await sendTelegramMessage(telegram, here, part, replyTo);
  }
  const asked: PromptMessages = {
    messageId: String(panel),
    ...(answers === undefined ? {} : { originId: answers }),
  };
  if (!input) return asked;
  const [opener] = renderTelegramMessages(textMessage(input.text), reader);
  if (!opener) return asked;
  const options = { ...replyTo, ...opening(input, isPrivateChat) };
  return { ...asked, inputId: String(await sendTelegramMessage(telegram, here, opener, options)) };
}
