import type { Telegram } from 'telegraf';
import type { Audience, Caller, Responder } from '../../src/kit/invocation.ts';
import type { Words } from '../../src/kit/kind.ts';
import { message as buildMessage, linkButton, paragraph } from '../../src/message/build.ts';
import type { Message } from '../../src/message/message.ts';
import type { Reader } from '../../src/message/reader.ts';
import { faultOf } from './faults.ts';
import { editPart, sendPart } from './send.ts';
import { writeTelegram } from './write.ts';

/** Longest pop-up over a pressed button, in characters. Source: Bot API, answerCallbackQuery. */
const longestPopUp = 200;

/** What is being answered: a message, or a press on a message of ours. */
export interface Occasion {
  telegram: Telegram;
  botName: string;
  caller: Caller;
  reader: Reader;
  words: Words;
  /** The message that the person sent; in groups it is replied to. */
  messageId?: number;
  press?: {
    queryId: string;
    messageId: number;
    /** Whether the message surely has the button: else it is none of the answer's to change. */
    mayEdit: boolean;
  };
}

/** The one paragraph that a message is, if it is one and has no buttons. */
function shortText({ blocks, buttons, menus, files }: Message, reader: Reader): string | undefined {
  const [only] = blocks;
  if (blocks.length !== 1 || only?.kind !== 'paragraph') return undefined;
  if (buttons.length + menus.length + files.length > 0) return undefined;
  const [part] = writeTelegram(buildMessage(blocks), reader);
  const plain = only.content.map((inline) => (inline.kind === 'time' ? '' : inline.text)).join('');
  return part && [...plain].length <= longestPopUp ? plain : undefined;
}

/** How one act of a person is answered on Telegram. */
export function telegramResponder(occasion: Occasion): Responder & { settle(): Promise<void> } {
  const { telegram, caller, words, press } = occasion;
  const isPrivateChat = caller.chat.kind === 'private';
  const reader: Reader = { ...occasion.reader, shared: !isPrivateChat };
  let isPressAnswered = press === undefined;

  async function answerPress(text?: string): Promise<void> {
    if (!press || isPressAnswered) return;
    isPressAnswered = true;
    await telegram.answerCbQuery(press.queryId, text, { show_alert: text !== undefined });
  }

  async function sendAll(
    said: Message,
    target: { platformId: string; threadId: string },
    replyTo?: number,
  ): Promise<void> {
    for (const part of writeTelegram(said, {
      ...reader,
      shared: target === here && !isPrivateChat,
    })) {
      await sendPart(telegram, target, part, replyTo === undefined ? {} : { replyTo });
    }
  }

  const here = { platformId: caller.chat.platformId, threadId: caller.chat.threadId };
  const replyHere = isPrivateChat ? undefined : occasion.messageId;

  /** In a group the answer goes to the person's own chat, with a pointer where it was asked. */
  async function sayPrivately(said: Message): Promise<void> {
    try {
      await sendAll(said, { platformId: caller.user.platformId, threadId: '' });
      if (press) await answerPress(words.t('kit.answeredPrivately'));
      else {
        await sendAll(buildMessage([paragraph(words.t('kit.answeredPrivately'))]), here, replyHere);
      }
    } catch (error) {
      if (faultOf(error).fault !== 'closed') throw error;
      await sendAll(
        buildMessage([paragraph(words.t('kit.openPrivate'))], {
          buttons: [
            [
              linkButton(
                words.t('kit.openPrivateButton'),
                `https://t.me/${occasion.botName}?start=hello`,
              ),
            ],
          ],
        }),
        here,
        replyHere,
      );
    }
  }

  return {
    async say(said: Message, audience: Audience) {
      if (audience === 'quiet' && press && !isPressAnswered) {
        const text = shortText(said, reader);
        if (text !== undefined) return answerPress(text);
      }
      if (audience === 'private' && !isPrivateChat) await sayPrivately(said);
      else await sendAll(said, here, replyHere);
      await answerPress();
    },
    async update(said: Message) {
      const [first, ...more] = writeTelegram(said, reader);
      if (!press?.mayEdit || !first) return this.say(said, 'public');
      await editPart(telegram, here, press.messageId, first);
      for (const part of more) await sendPart(telegram, here, part);
      await answerPress();
    },
    async ask({ message, typed, placeholder }) {
      const [part] = writeTelegram(message, reader);
      if (!part) throw new Error('A question has no words');
      // A message carries either buttons or a forced reply. Buttons win; in groups a typed answer replies to them.
      const hasChoices = message.buttons.flat().length > 1;
      if (press?.mayEdit && hasChoices) {
        const id = await editPart(telegram, here, press.messageId, part);
        await answerPress();
        return String(id);
      }
      const isForced = typed && !hasChoices && !isPrivateChat;
      const id = await sendPart(telegram, here, part, {
        ...(replyHere === undefined ? {} : { replyTo: replyHere }),
        ...(isForced ? { forceReply: { placeholder } } : {}),
      });
      await answerPress();
      return String(id);
    },
    /** Stops the button's clock when nothing else did. */
    settle: () => answerPress(),
  };
}
