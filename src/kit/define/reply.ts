import type { Message } from '../../message/message.ts';

/**
 * Who sees a command's answer:
 * - `public`: everyone in the chat
 * - `private`: only the person
 * - `personal`: only the person where they can be reached, otherwise everyone, with the person's name in front
 * - `popUp`: as `private`, but a short answer to a pressed button is a pop-up where the platform has them
 */
export type Visibility = 'public' | 'private' | 'personal' | 'popUp';

/** As {@link Visibility}; `ephemeral`: only the person where the platform makes that easy, otherwise everyone. */
export type ReplyVisibility = Visibility | 'ephemeral';

/** A message that was sent and can be replaced. */
export interface SentMessage {
  /** Replaces it in place. Its buttons go unless the new message has them too. */
  update(message: Message): Promise<void>;
}

/** How a handler answers beside its return value. */
export interface ReplyMethods {
  /** Sends a message now and returns a handle to replace it, on both platforms. */
  say(message: Message, visibility?: Visibility): Promise<SentMessage>;
  /** Answers as returning the message would, and returns a handle to replace it. The handler then returns nothing. */
  answer(message: Message): Promise<SentMessage>;
}
