import type { Telegram } from 'telegraf';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { PromptMessages } from '../../../src/kit/adapter/prompt-question.ts';
import type { PrivateChannel, Responder } from '../../../src/kit/adapter/responder.ts';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { ReplyVisibility, SentMessage } from '../../../src/kit/define/reply.ts';
import {
  bold,
  message as buildMessage,
  linkButton,
  paragraph,
} from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import type { MessageReader } from '../../../src/message/reader.ts';
import { telegramSendError } from '../api/send-errors.ts';
import type { TelegramMessage } from '../write/message.ts';
import { deletePrompt, sendPrompt } from './prompt.ts';
import { editTelegramMessage, type SendTarget, sendTelegramMessage } from './send-message.ts';

/** Longest pop-up over a pressed button, in characters. Source: Bot API, answerCallbackQuery. */
const longestPopUp = 200;
/** Milliseconds after which the person is shown that an answer is on its way. */
const typingAfter = 700;

/** What is being answered: a message, or a press on a message of ours. */
export interface TelegramResponderOptions {
  telegram: Telegram;
  write(message: Message, reader: MessageReader): readonly TelegramMessage[];
  botName: string;
  actor: Actor;
  reader: MessageReader;
  localizer: Localizer;
  /** The message that the person sent; in groups it is replied to. */
  messageId?: number;
  press?: {
    queryId: string;
    messageId: number;
    /** Whether the message surely has the button: else it is none of the answer's to change. */
    mayEdit: boolean;
  };
}

/** The first paragraph of a message, where it begins with one that a pop-up takes. */
function popUpText({ blocks: [first] }: Message): string | undefined {
  if (first?.kind !== 'paragraph') return undefined;
  const plain = first.content.map((inline) => (inline.kind === 'time' ? '' : inline.text)).join('');
  return [...plain].length <= longestPopUp ? plain : undefined;
}

/** The one paragraph that a message is, if it is one and has no buttons. */
function shortText(said: Message): string | undefined {
  const { blocks, buttons, menus, files } = said;
  const isMore = blocks.length !== 1 || buttons.length + menus.length + files.length > 0;
  return isMore ? undefined : popUpText(said);
}

/** A message to one of many. */
const addressTo = (name: string, said: Message): Message => ({
  ...said,
  blocks: [paragraph([bold(name), ':']), ...said.blocks],
});

/** How one act of a person is answered on Telegram. */
export function createTelegramResponder(
  options: TelegramResponderOptions,
): Responder & { settle(): Promise<void> } {
  const { telegram, actor, reader, localizer, press, write } = options;
  const isPrivateChat = actor.chat.kind === 'private';
  /** Who reads here: in a group everyone's clock is another. */
  const readerAt = (target: SendTarget): MessageReader => ({
    ...reader,
    shared: target === here && !isPrivateChat,
  });
  const here: SendTarget = { platformId: actor.chat.platformId, threadId: actor.chat.threadId };
  const replyHere = isPrivateChat ? undefined : options.messageId;
  let isPressAnswered = press === undefined;
  const typing = setTimeout(() => {
    telegram
      .callApi('sendChatAction', {
        chat_id: here.platformId,
        action: 'typing',
        ...(here.threadId === '' ? {} : { message_thread_id: Number(here.threadId) }),
      })
      .catch(() => undefined);
  }, typingAfter);

  async function answerPress(text?: string): Promise<void> {
    clearTimeout(typing);
    if (!press || isPressAnswered) return;
    isPressAnswered = true;
    await telegram.answerCbQuery(press.queryId, text, { show_alert: text !== undefined });
  }

  /** What changes these messages later: parts that are new follow, parts that are too many go. */
  function sentMessageOf(target: SendTarget, ids: readonly number[]): SentMessage {
    let standing = [...ids];
    return {
      async update(message) {
        const parts = write(message, readerAt(target));
        const kept: number[] = [];
        for (const [index, part] of parts.entries()) {
          const id = standing[index];
          kept.push(
            await (id === undefined
              ? sendTelegramMessage(telegram, target, part)
              : editTelegramMessage(telegram, target, id, part)),
          );
        }
        for (const id of standing.slice(parts.length)) {
          await telegram.deleteMessage(target.platformId, id).catch(() => undefined);
        }
        standing = kept;
      },
    };
  }

  async function sendAll(
    said: Message,
    target: SendTarget,
    replyTo?: number,
  ): Promise<SentMessage> {
    clearTimeout(typing);
    const ids: number[] = [];
    for (const part of write(said, readerAt(target))) {
      ids.push(
        await sendTelegramMessage(telegram, target, part, replyTo === undefined ? {} : { replyTo }),
      );
    }
    return sentMessageOf(target, ids);
  }

  /** How to open the person's own chat, when they never did. */
  const sayHowToOpen = (): Promise<SentMessage> =>
    sendAll(
      buildMessage([paragraph(localizer.t('kit.openPrivate'))], {
        buttons: [
          [
            linkButton(
              localizer.t('kit.openPrivateButton'),
              `https://t.me/${options.botName}?start=hello`,
            ),
          ],
        ],
      }),
      here,
      replyHere,
    );

  /** Goes on in the person's own chat, with a pointer where it was asked. @returns nothing when that chat is closed */
  async function inPrivateChat<Done>(
    work: () => Promise<Done>,
    pointer: string,
    popUp = localizer.t(pointer),
  ): Promise<Done | undefined> {
    try {
      const done = await work();
      if (press) await answerPress(popUp);
      else await sendAll(buildMessage([paragraph(localizer.t(pointer))]), here, replyHere);
      return done;
    } catch (error) {
      if (telegramSendError(error).fault !== 'closed') throw error;
      return undefined;
    }
  }

  const own: SendTarget = { platformId: actor.user.platformId, threadId: '' };
  const sayPrivately = async (said: Message): Promise<SentMessage> =>
    (await inPrivateChat(() => sendAll(said, own), 'kit.answeredPrivately')) ?? sayHowToOpen();

  /** A pop-up is gone once it was read: what changes it later is a message. */
  const afterPopUp: SentMessage = { update: async (next) => void (await sendAll(next, own)) };

  /**
   * What concerns one person where others read: a pop-up where it is short, else in their own chat, with its beginning
   * as a pop-up; where that chat is closed, the pop-up alone, or here with their name.
   */
  async function sayPersonally(said: Message): Promise<SentMessage> {
    const canPopUp = press !== undefined && !isPressAnswered;
    const short = canPopUp ? shortText(said) : undefined;
    if (short !== undefined) {
      await answerPress(short);
      return afterPopUp;
    }
    const first = canPopUp ? popUpText(said) : undefined;
    const sent = await inPrivateChat(() => sendAll(said, own), 'kit.answeredPrivately', first);
    if (sent) return sent;
    if (first !== undefined) {
      await answerPress(first);
      return afterPopUp;
    }
    return sendAll(addressTo(actor.user.name, said), here, replyHere);
  }

  /** The same person in their own chat: what they do there is answered by a responder of its own. */
  function createPrivateChannel(): PrivateChannel {
    const { platformId, name } = actor.user;
    const own: Actor = {
      ...actor,
      chat: { platformId, threadId: '', kind: 'private', title: name },
    };
    const { telegram, botName } = options;
    return {
      actor: own,
      async continueIn(work) {
        const there = createTelegramResponder({
          telegram,
          write,
          botName,
          actor: own,
          reader,
          localizer,
        });
        const isDone = await inPrivateChat(async () => {
          await work(there).finally(there.settle);
          return true;
        }, 'kit.askedPrivately');
        if (!isDone) await sayHowToOpen();
      },
    };
  }

  return {
    hasForms: false,
    hasUserPicker: isPrivateChat,
    ...(isPrivateChat ? {} : { privateChannel: createPrivateChannel() }),
    async say(said: Message, audience: ReplyVisibility) {
      if (audience === 'ephemeral' && press && !isPressAnswered) {
        const text = shortText(said);
        if (text !== undefined) {
          await answerPress(text);
          // A pop-up is gone once it was read: what comes instead is a message.
          return { update: async (next) => void (await sendAll(next, here)) };
        }
      }
      const isPersonal =
        audience === 'personal' || (audience === 'ephemeral' && press !== undefined);
      if (isPersonal && !isPrivateChat) {
        const told = await sayPersonally(said);
        await answerPress();
        return told;
      }
      const sent =
        audience === 'private' && !isPrivateChat
          ? await sayPrivately(said)
          : await sendAll(said, here, replyHere);
      await answerPress();
      return sent;
    },
    async update(said: Message) {
      const [first, ...more] = write(said, readerAt(here));
      if (!press?.mayEdit || !first) return this.say(said, 'public');
      const ids = [await editTelegramMessage(telegram, here, press.messageId, first)];
      for (const part of more) ids.push(await sendTelegramMessage(telegram, here, part));
      // The press is answered at the end: what is still to be said to the person alone may be a pop-up.
      clearTimeout(typing);
      return sentMessageOf(here, ids);
    },
    async showPrompt(question, before): Promise<PromptMessages> {
      clearTimeout(typing);
      const asked = await sendPrompt(
        { telegram, here, isPrivateChat, reader: readerAt(here) },
        question,
        before,
        press?.mayEdit ? press.messageId : undefined,
        options.messageId,
      );
      await answerPress();
      return asked;
    },
    deletePrompt: (asked) => deletePrompt(telegram, here, asked),
    /** Stops the clocks when nothing else did. */
    settle: () => answerPress(),
  };
}
