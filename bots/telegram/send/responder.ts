import type { Telegram } from 'telegraf';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { PromptMessages } from '../../../src/kit/adapter/prompt-question.ts';
import type { PrivateChannel, Responder } from '../../../src/kit/adapter/responder.ts';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { ReplyVisibility } from '../../../src/kit/define/reply.ts';
import type { Message } from '../../../src/message/message.ts';
import type { MessageReader } from '../../../src/message/reader.ts';
import { createChatOutput, type TelegramRenderer } from './chat-output.ts';
import { wholePopUp } from './pop-up.ts';
import { createPressAnswer } from './press-answer.ts';
import { createPrivateMessages } from './private-messages.ts';
import { deletePrompt, sendPrompt } from './prompt.ts';
import type { SendTarget } from './send-message.ts';

/** What is answered: a message, or a press of a button of the bot. */
export interface TelegramResponderOptions {
  telegram: Telegram;
  render: TelegramRenderer;
  botName: string;
  actor: Actor;
  reader: MessageReader;
  localizer: Localizer;
  /** The person's message, to which the bot replies in groups. */
  messageId?: number;
  press?: {
    queryId: string;
    messageId: number;
    /** Whether the message certainly has the button; otherwise it must not be changed. */
    mayEdit: boolean;
  };
}

export interface TelegramResponder extends Responder {
  /** To be called after all answers: stops the progress display of a pressed button. */
  finish(): Promise<void>;
}

/** Answers one message or press. */
export function createTelegramResponder(options: TelegramResponderOptions): TelegramResponder {
  const { telegram, actor, localizer, render, botName } = options;
  const isPrivateChat = actor.chat.kind === 'private';
  const target: SendTarget = { platformId: actor.chat.platformId, threadId: actor.chat.threadId };
  // The readers of a group are in several time zones.
  const reader = { ...options.reader, shared: !isPrivateChat };
  const here = createChatOutput({ telegram, render, target, reader });
  const ownChat = createChatOutput({
    telegram,
    render,
    target: { platformId: actor.user.platformId, threadId: '' },
    reader: { ...options.reader, shared: false },
  });
  const press = createPressAnswer(telegram, target, options.press?.queryId);
  const editableId = options.press?.mayEdit ? options.press.messageId : undefined;
  const replyHere = (message: Message) =>
    here.send(message, isPrivateChat ? undefined : options.messageId);
  const privately = createPrivateMessages({
    ...{ botName, localizer, press, replyHere, ownChat },
    name: actor.user.name,
  });

  /** What the person does in their own chat is answered by a responder for that chat. */
  function createPrivateChannel(): PrivateChannel {
    const { platformId, name } = actor.user;
    const privateActor: Actor = {
      ...actor,
      chat: { platformId, threadId: '', kind: 'private', title: name },
    };
    return {
      actor: privateActor,
      async continueIn(work) {
        const responder = createTelegramResponder({
          ...{ telegram, render, botName, localizer },
          reader: options.reader,
          actor: privateActor,
        });
        await privately.continuePrivately(() => work(responder).finally(responder.finish));
      },
    };
  }

  async function say(message: Message, visibility: ReplyVisibility) {
    const prefersPopUp = visibility === 'ephemeral' || visibility === 'popUp';
    const popUp = prefersPopUp && press.isPending() ? wholePopUp(message) : undefined;
    if (popUp !== undefined) {
      await press.answer(popUp);
      // A pop-up cannot be edited: updates are sent as messages.
      return { update: async (next: Message) => void (await here.send(next)) };
    }
    const isPersonal = visibility === 'personal' || (visibility === 'ephemeral' && press.isPress);
    const send = isPrivateChat
      ? replyHere
      : isPersonal
        ? privately.sendPersonally
        : visibility === 'private' || visibility === 'popUp'
          ? privately.sendPrivately
          : replyHere;
    press.cancelTyping();
    const sent = await send(message);
    await press.answer();
    return sent;
  }

  return {
    hasForms: false,
    hasUserPicker: isPrivateChat,
    ...(isPrivateChat ? {} : { privateChannel: createPrivateChannel() }),
    say,
    async update(message) {
      if (editableId === undefined) return say(message, 'public');
      const sent = await here.replace(editableId, message);
      // The press is answered in the end: a pop-up for the person may still follow.
      press.cancelTyping();
      return sent;
    },
    async showPrompt(question, previous): Promise<PromptMessages> {
      press.cancelTyping();
      const messages = await sendPrompt({ telegram, target, isPrivateChat, reader }, question, {
        previous,
        pressedId: editableId,
        originId: options.messageId,
      });
      await press.answer();
      return messages;
    },
    deletePrompt: (messages) => deletePrompt(telegram, target, messages),
    finish: () => press.answer(),
  };
}
