import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { PromptMessages, PromptQuestion } from '../../../src/kit/adapter/prompt-question.ts';
import type { PrivateChannel, Responder } from '../../../src/kit/adapter/responder.ts';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { ReplyVisibility, SentMessage } from '../../../src/kit/define/reply.ts';
import type { Message } from '../../../src/message/message.ts';
import type { MessageReader } from '../../../src/message/reader.ts';
import type { MessageHandle } from '../api/message-handle.ts';
import type { SendTarget } from '../api/send-target.ts';
import { createEphemeralOutput, type EphemeralOutput } from '../ephemeral/ephemeral-output.ts';
import { createEphemeralOpener, type EphemeralDependencies } from '../ephemeral/opener.ts';
import { createChatOutput, type TelegramRenderer } from './chat-output.ts';
import { askInGroup, openWhenSlow } from './group-privacy.ts';
import { wholePopUp } from './pop-up.ts';
import { createPressAnswer } from './press-answer.ts';
import { createPrivateMessages } from './private-messages.ts';
import { deletePrompt, sendPrompt } from './prompt.ts';

/** What is answered: a message, or a press of a button of the bot. */
export interface TelegramResponderOptions extends EphemeralDependencies {
  render: TelegramRenderer;
  botName: string;
  actor: Actor;
  reader: MessageReader;
  localizer: Localizer;
  /** The person's message, to which the bot replies in groups. */
  messageId?: number;
  /** The person's own ephemeral message. */
  ephemeralId?: number;
  /** When they acted, in milliseconds since the epoch; by default too long ago to be answered by an ephemeral message. */
  actedAt?: number;
  /** The answer may be for the person alone: they are shown soon that it will come. */
  mayBePrivate?: boolean;
  press?: {
    queryId: string;
    message: MessageHandle;
    /** Whether the message certainly has the button; otherwise it must not be changed. */
    mayEdit: boolean;
  };
}

export interface TelegramResponder extends Responder {
  /** To be called after all answers: stops the progress display of a pressed button. */
  finish(): Promise<void>;
}

/** The channels through which one act is answered. */
function createChannels(options: TelegramResponderOptions) {
  const { telegram, actor, localizer, render, botName, press: pressed } = options;
  const isPrivateChat = actor.chat.kind === 'private';
  const target: SendTarget = { platformId: actor.chat.platformId, threadId: actor.chat.threadId };
  // The readers of a group are in several time zones.
  const here = createChatOutput({
    ...{ telegram, render, target },
    reader: { ...options.reader, shared: !isPrivateChat },
  });
  const alone = { ...options.reader, shared: false };
  const ownChat = createChatOutput({
    ...{ telegram, render, reader: alone },
    target: { platformId: actor.user.platformId, threadId: '' },
  });
  const press = createPressAnswer(telegram, target, pressed?.queryId);
  const replyHere = (message: Message) =>
    here.send(message, isPrivateChat ? undefined : options.messageId);
  const privately = createPrivateMessages({
    ...{ botName, localizer, press, replyHere, ownChat },
    name: actor.user.name,
  });
  const opener = createEphemeralOpener(options, target, Number(actor.user.platformId), {
    at: options.actedAt ?? Number.NEGATIVE_INFINITY,
    ...(pressed ? { queryId: pressed.queryId } : {}),
    ...(options.ephemeralId === undefined ? {} : { messageId: options.ephemeralId }),
  });
  const ephemeral: EphemeralOutput | undefined = isPrivateChat
    ? undefined
    : createEphemeralOutput({
        ...{ telegram, target, opener },
        render: (message) => render(message, alone),
        openingText: localizer.t('kit.oneMoment'),
        sendToOwnChat: privately.sendToOwnChat,
      });
  return { isPrivateChat, target, here, press, replyHere, privately, ephemeral };
}

/** Answers one message or press. */
export function createTelegramResponder(options: TelegramResponderOptions): TelegramResponder {
  const { telegram, actor, press: pressed } = options;
  const { isPrivateChat, target, here, press, replyHere, privately, ephemeral } =
    createChannels(options);
  const editable = pressed?.mayEdit ? pressed.message : undefined;
  /** What nobody else saw is answered so that nobody else sees it. */
  const beganPrivately =
    options.ephemeralId !== undefined || (pressed !== undefined && 'ephemeral' in pressed.message);
  const waiting =
    ephemeral && (options.mayBePrivate || beganPrivately) ? openWhenSlow(ephemeral) : undefined;

  /** What the person does in their own chat is answered by a responder for that chat. */
  function createPrivateChannel(output: EphemeralOutput): PrivateChannel {
    const { platformId, name } = actor.user;
    const privateActor: Actor = {
      ...actor,
      chat: { platformId, threadId: '', kind: 'private', title: name },
    };
    return {
      actor: privateActor,
      canAskHere: () => output.open('question'),
      async continueIn(work) {
        const { press: _press, messageId: _id, ephemeralId: _ephemeral, ...rest } = options;
        const responder = createTelegramResponder({ ...rest, actor: privateActor });
        await privately.continuePrivately(() => work(responder).finally(responder.finish));
      },
    };
  }

  function sayOtherwise(message: Message, visibility: ReplyVisibility): Promise<SentMessage> {
    if (isPrivateChat) return replyHere(message);
    if (beganPrivately || visibility === 'private' || visibility === 'popUp')
      return privately.sendPrivately(message);
    const isPersonal = visibility === 'personal' || (visibility === 'ephemeral' && press.isPress);
    return isPersonal ? privately.sendPersonally(message) : replyHere(message);
  }

  async function say(message: Message, visibility: ReplyVisibility): Promise<SentMessage> {
    waiting?.abort();
    const prefersPopUp = visibility === 'ephemeral' || visibility === 'popUp';
    const popUp = prefersPopUp && press.isPending() ? wholePopUp(message) : undefined;
    if (popUp !== undefined) {
      await press.answer(popUp);
      // A pop-up cannot be edited: updates are sent as messages.
      return { update: async (next: Message) => void (await say(next, visibility)) };
    }
    press.cancelTyping();
    const isForOne = beganPrivately || visibility !== 'public';
    const sent =
      (isForOne ? await ephemeral?.send(message) : undefined) ??
      (await sayOtherwise(message, visibility));
    await press.answer();
    return sent;
  }

  async function update(message: Message): Promise<SentMessage> {
    waiting?.abort();
    const sent =
      editable === undefined
        ? undefined
        : 'message' in editable
          ? await here.replace(editable.message, message)
          : await ephemeral?.replace(editable, message);
    // The press is answered in the end: a pop-up for the person may still follow.
    press.cancelTyping();
    return sent ?? say(message, beganPrivately ? 'private' : 'public');
  }

  const removePrompt = (messages: PromptMessages) => deletePrompt(telegram, target, messages);

  async function showPrompt(question: PromptQuestion, previous: PromptMessages | undefined) {
    waiting?.abort();
    press.cancelTyping();
    const isForOne = question.isPrivate || beganPrivately;
    const messages =
      ephemeral && isForOne
        ? await askInGroup(ephemeral, question, previous, removePrompt)
        : await sendPrompt(
            {
              ...{ telegram, target, isPrivateChat },
              // In a group it would open for everyone.
              opensReply: isPrivateChat && options.features.current().forceReplyWithButtons,
              render: here.render,
            },
            question,
            { previous, pressed: editable, originId: options.messageId },
          );
    if (!messages) throw new Error('a private question cannot be shown in this group any more');
    await press.answer();
    return messages;
  }

  return {
    hasForms: false,
    hasUserPicker: isPrivateChat,
    ...(ephemeral ? { privateChannel: createPrivateChannel(ephemeral) } : {}),
    say,
    update,
    showPrompt,
    deletePrompt: removePrompt,
    async finish() {
      waiting?.abort();
      await ephemeral?.finish();
      await press.answer();
    },
  };
}
