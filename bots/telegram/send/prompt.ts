import type { PromptMessages, PromptQuestion } from '../../../src/kit/adapter/prompt-question.ts';
import { paragraph, textMessage } from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import type { TelegramClient } from '../api/client.ts';
import { handleKey, type MessageHandle, parseHandle } from '../api/message-handle.ts';
import type { SendTarget } from '../api/send-target.ts';
import { deleteEphemeral } from '../ephemeral/ephemeral-requests.ts';
import type { TelegramMessage } from '../write/message.ts';
import { editTelegramMessage } from './edit-message.ts';
import { type SendOptions, sendTelegramMessage } from './send-message.ts';

export interface PromptContext {
  telegram: TelegramClient;
  target: SendTarget;
  isPrivateChat: boolean;
  /** A message with buttons can open the reply field. */
  opensReply: boolean;
  render(message: Message): readonly TelegramMessage[];
}

export interface PromptTrigger {
  /** Messages of the prompt so far. */
  previous: PromptMessages | undefined;
  /** Message whose button was pressed, if it may be edited. */
  pressed: MessageHandle | undefined;
  /** The person's message. */
  originId: number | undefined;
}

async function remove(
  telegram: TelegramClient,
  target: SendTarget,
  key: string | undefined,
): Promise<void> {
  if (key === undefined) return;
  const handle = parseHandle(key);
  if ('ephemeral' in handle) return deleteEphemeral(telegram, target, handle);
  // Best effort: the message may be gone already, or too old to be deleted.
  await telegram.deleteMessage(target.platformId, handle.message).catch(() => undefined);
}

/** Deletes the messages of a prompt. */
export async function deletePrompt(
  telegram: TelegramClient,
  target: SendTarget,
  messages: PromptMessages,
): Promise<void> {
  await remove(telegram, target, messages.inputId);
  await remove(telegram, target, messages.messageId);
}

/** The whole question in one message: how to answer in words goes without saying where the reply field is open. */
export const questionMessage = ({ message, input }: PromptQuestion): Message =>
  input === undefined || input.takes === 'words'
    ? message
    : { ...message, blocks: [...message.blocks, paragraph(input.text)] };

/** What the client opens for an answer that has no button. */
const inputOptions = (
  { takes, placeholder, button }: NonNullable<PromptQuestion['input']>,
  isPrivateChat: boolean,
): SendOptions =>
  takes === 'person' && isPrivateChat
    ? { requestUser: { button } }
    : { forceReply: { placeholder } };

/** Whether the question is shown in the message whose button was pressed. */
const isPressed = (
  pressed: MessageHandle | undefined,
  previous: PromptMessages | undefined,
): pressed is { message: number } =>
  pressed !== undefined &&
  'message' in pressed &&
  (previous === undefined || previous.messageId === handleKey(pressed));

/**
 * Shows a question: edits the message whose button was pressed, or sends a new one below what the person wrote. Where one
 * message can have buttons and open the reply field, each question is one message, removed by the next. Otherwise text,
 * people and files are requested by a second message.
 */
export async function sendPrompt(
  { telegram, target, isPrivateChat, opensReply, render }: PromptContext,
  question: PromptQuestion,
  { previous, pressed, originId }: PromptTrigger,
): Promise<PromptMessages> {
  const { input, isRedraw } = question;
  const hasPeopleList = input?.takes === 'person' && isPrivateChat;
  const isOneMessage = opensReply && !hasPeopleList;
  const [part] = render(isOneMessage ? questionMessage(question) : question.message);
  if (!part) throw new Error('A question has no text');
  const origin = originId === undefined ? previous?.originId : String(originId);
  const replyTo = origin === undefined || isPrivateChat ? {} : { replyTo: Number(origin) };
  await remove(telegram, target, previous?.inputId);
  let messageId: number;
  // An edit cannot open the reply field.
  if (isPressed(pressed, previous) && (isRedraw || !isOneMessage)) {
    messageId = await editTelegramMessage(telegram, target, pressed.message, part);
  } else {
    await remove(telegram, target, previous?.messageId);
    messageId = await sendTelegramMessage(telegram, target, part, {
      ...replyTo,
      opensReply: isOneMessage,
    });
  }
  const messages: PromptMessages = {
    messageId: String(messageId),
    ...(origin === undefined ? {} : { originId: origin }),
  };
  const [inputPart] = input && !isOneMessage ? render(textMessage(input.text)) : [];
  if (!input || !inputPart) return messages;
  const options = { ...replyTo, ...inputOptions(input, isPrivateChat) };
  const inputId = await sendTelegramMessage(telegram, target, inputPart, options);
  return { ...messages, inputId: String(inputId) };
}
