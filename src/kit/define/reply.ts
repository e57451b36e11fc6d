import type { Message } from '../../message/message.ts';

/**
 * Who sees a command's answer:
 * - `public`: everyone in the chat
 * - `private`: only the person
 * - `personal`: only the person where they can be reached, otherwise everyone, addressed to the person by name
 * - `popUp`: as `private`, but a short answer to a pressed button is a pop-up where the platform supports it
 */
export type Visibility = 'public' | 'private' | 'personal' | 'popUp';

/** As {@link Visibility}; `ephemeral`: only the person where the platform supports ephemeral messages, otherwise everyone. */
export type ReplyVisibility = Visibility | 'ephemeral';

/** A sent message that can be replaced. */
export interface SentMessage {
  /** Replaces the message in place. Its buttons are removed unless the new message has them too. */
  update(message: Message): Promise<void>;
}

/** How a handler answers besides its return value. */
export interface ReplyMethods {
  /** Sends a message now and returns a handle to replace it, on both platforms. */
  say(message: Message, visibility?: Visibility): Promise<SentMessage>;
  /** Sends the message as if it were returned, and returns a handle to replace it. The handler then returns nothing. */
  answer(message: Message): Promise<SentMessage>;
}
