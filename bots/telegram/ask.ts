import type { Telegram } from 'telegraf';
import type { Asked, Question } from '../../src/kit/invocation.ts';
import { say } from '../../src/message/build.ts';
import type { Reader } from '../../src/message/reader.ts';
import { editPart, type Here, type SendOptions, sendPart } from './send.ts';
import { writeTelegram } from './write.ts';

interface Place {
  telegram: Telegram;
  here: Here;
  isPrivateChat: boolean;
  reader: Reader;
}

async function remove(telegram: Telegram, { platformId }: Here, id: string | undefined) {
  if (id === undefined) return;
  // Gone already, or older than what may be taken away: nothing is lost by it.
  await telegram.deleteMessage(platformId, Number(id)).catch(() => undefined);
}

/** Takes the messages of a question away. */
export async function retire(telegram: Telegram, here: Here, asked: Asked): Promise<void> {
  await remove(telegram, here, asked.input);
  await remove(telegram, here, asked.panel);
}

/** What the message for an answer that cannot be tapped asks the client to open. */
function opening(
  { takes, placeholder, button }: NonNullable<Question['input']>,
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
export async function askPanel(
  { telegram, here, isPrivateChat, reader }: Place,
  { message, input }: Question,
  before: Asked | undefined,
  tapped: number | undefined,
  origin: number | undefined,
): Promise<Asked> {
  const [part] = writeTelegram(message, reader);
  if (!part) throw new Error('A question has no words');
  const answers = origin === undefined ? before?.origin : String(origin);
  const replyTo = answers === undefined || isPrivateChat ? {} : { replyTo: Number(answers) };
  await remove(telegram, here, before?.input);
  let panel: number;
  if (tapped !== undefined && (before === undefined || before.panel === String(tapped))) {
    panel = await editPart(telegram, here, tapped, part);
  } else {
    await remove(telegram, here, before?.panel);
    panel = await sendPart(telegram, here, part, replyTo);
  }
  const asked: Asked = {
    panel: String(panel),
    ...(answers === undefined ? {} : { origin: answers }),
  };
  if (!input) return asked;
  const [opener] = writeTelegram(say(input.text), reader);
  if (!opener) return asked;
  const options = { ...replyTo, ...opening(input, isPrivateChat) };
  return { ...asked, input: String(await sendPart(telegram, here, opener, options)) };
}
