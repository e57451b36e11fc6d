import type { Message } from '../../message/message.ts';
import type { ReplyVisibility, SentMessage } from '../define/reply.ts';
import type { Actor } from './actor.ts';
import type { Form } from './form.ts';
import type { PromptMessages, PromptQuestion } from './prompt-question.ts';

/** The same person in their private chat. */
export interface PrivateChannel {
  actor: Actor;
  /** Whether the person can be asked where they are, and nobody else sees it: then that chat is not needed. */
  canAskHere?(): Promise<boolean>;
  /** Continues there and says so here; if the person never opened that chat, explains how to. */
  continueIn(work: (responder: Responder) => Promise<void>): Promise<void>;
}

/** How one invocation is answered on its platform. */
export interface Responder {
  /** Answers with a new message. */
  say(message: Message, visibility: ReplyVisibility): Promise<SentMessage>;
  /** Replaces the message whose button was pressed. */
  update(message: Message): Promise<SentMessage>;
  /**
   * Asks for an argument, on platforms that ask step by step.
   * @param before the messages of the question that it replaces
   */
  showPrompt?(
    question: PromptQuestion,
    before: PromptMessages | undefined,
  ): Promise<PromptMessages>;
  /** The person's private chat, where others would read the questions here. */
  privateChannel?: PrivateChannel;
  /** Our id of the chat where this was started, when it continues in another. */
  originPlace?: string | undefined;
  /** Whether a question for a person shows the platform's own list of people. */
  hasUserPicker?: boolean;
  /** Deletes the messages of a finished question. */
  deletePrompt?(messages: PromptMessages): Promise<void>;
  /** Whether the platform has forms. */
  hasForms: boolean;
  /**
   * Opens a form; possible only as the first answer, and only for some interactions.
   * @returns false when it is too late: then a button has to open it
   */
  openForm?(form: Form): Promise<boolean>;
}
