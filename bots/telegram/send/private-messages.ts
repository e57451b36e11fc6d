import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { SentMessage } from '../../../src/kit/define/reply.ts';
import {
  bold,
  message as buildMessage,
  linkButton,
  paragraph,
} from '../../../src/message/build.ts';
import type { Message } from '../../../src/message/message.ts';
import { undefinedIf } from '../../shared/undefined-if.ts';
import { telegramSendError } from '../api/send-errors.ts';
import type { ChatOutput } from './chat-output.ts';
import { popUpBeginning, wholePopUp } from './pop-up.ts';
import type { PressAnswer } from './press-answer.ts';

export interface PrivateMessagesOptions {
  botName: string;
  localizer: Localizer;
  press: PressAnswer;
  /** Replies in the group where the person acted. */
  replyHere(message: Message): Promise<SentMessage>;
  /** The person's own chat. */
  ownChat: ChatOutput;
  /** The person's name, for a message that can only be sent to the group. */
  name: string;
}

/** Answers a person in their own chat instead of the group where they acted. */
export interface PrivateMessages {
  /** Sends to their own chat; where it is closed, says in the group how to open it. */
  sendPrivately(message: Message): Promise<SentMessage>;
  /** As a pop-up where it is short, otherwise in their own chat, or in the group with their name. */
  sendPersonally(message: Message): Promise<SentMessage>;
  /** Sends to their own chat. @returns what to show the person in the group: where it is, or how to open that chat */
  sendToOwnChat(message: Message): Promise<{ sent: SentMessage | undefined; pointer: Message }>;
  /** Does work in their own chat with a pointer to it in the group; where it is closed, says how to open it. */
  continuePrivately(work: () => Promise<void>): Promise<void>;
}

export function createPrivateMessages({
  botName,
  localizer: { t },
  press,
  replyHere,
  ownChat,
  name,
}: PrivateMessagesOptions): PrivateMessages {
  const howToOpen = (): Message => {
    const url = `https://t.me/${botName}?start=hello`;
    const buttons = [[linkButton(t('kit.openPrivateButton'), url)]];
    return buildMessage([paragraph(t('kit.openPrivate'))], { buttons });
  };
  const replyHowToOpen = (): Promise<SentMessage> => replyHere(howToOpen());

  /** @returns undefined when the person's own chat is closed */
  const unlessClosed = <Result>(work: () => Promise<Result>): Promise<Result | undefined> =>
    undefinedIf((error) => telegramSendError(error).kind === 'chatClosed', work);

  /** @returns undefined when the person's own chat is closed */
  const inOwnChat = <Result>(
    work: () => Promise<Result>,
    pointer: string,
    popUp = pointer,
  ): Promise<Result | undefined> =>
    unlessClosed(async () => {
      const result = await work();
      if (press.isPress) await press.answer(popUp);
      else await replyHere(buildMessage([paragraph(pointer)]));
      return result;
    });

  /** A pop-up cannot be edited: updates are sent as messages. */
  const sentAsPopUp: SentMessage = { update: async (next) => void (await ownChat.send(next)) };

  return {
    sendPrivately: async (message) =>
      (await inOwnChat(() => ownChat.send(message), t('kit.answeredPrivately'))) ??
      replyHowToOpen(),
    async sendPersonally(message) {
      const short = press.isPending() ? wholePopUp(message) : undefined;
      if (short !== undefined) {
        await press.answer(short);
        return sentAsPopUp;
      }
      const beginning = press.isPending() ? popUpBeginning(message) : undefined;
      const sent = await inOwnChat(
        () => ownChat.send(message),
        t('kit.answeredPrivately'),
        beginning,
      );
      if (sent) return sent;
      if (beginning !== undefined) {
        await press.answer(beginning);
        return sentAsPopUp;
      }
      return replyHere({
        ...message,
        blocks: [paragraph([bold(name), ':']), ...message.blocks],
      });
    },
    async sendToOwnChat(message) {
      const sent = await unlessClosed(() => ownChat.send(message));
      const pointer = sent ? buildMessage([paragraph(t('kit.answeredPrivately'))]) : howToOpen();
      return { sent, pointer };
    },
    async continuePrivately(work) {
      const isDone = await inOwnChat(async () => {
        await work();
        return true;
      }, t('kit.askedPrivately'));
      if (!isDone) await replyHowToOpen();
    },
  };
}
