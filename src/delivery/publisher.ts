import type { Message } from '../message/message.ts';
import type { Reader } from '../message/reader.ts';

/** Where a message goes. */
export interface Target {
  /** The chat's id; for a private chat the user's id. */
  platformId: string;
  /** Telegram topic, or empty. */
  threadId: string;
  isPrivate: boolean;
}

/**
 * What went wrong with a request, in the words that delivery decides by:
 * `wait`: the platform named a time; `retry`: it surely did not arrive, or repeating is safe;
 * `lost`: it may have arrived; `closed`: this chat takes nothing from us any more;
 * `migrated`: the chat has a new id; `refused`: this message will never be taken.
 */
export type Fault =
  | { fault: 'wait'; seconds: number }
  | { fault: 'retry'; reason: string }
  | { fault: 'lost'; reason: string }
  | { fault: 'closed'; reason: string }
  | { fault: 'migrated'; to: string }
  | { fault: 'refused'; reason: string };

export type Outcome<Value> = { ok: true; value: Value } | ({ ok: false } & Fault);

/** What delivery needs of a platform. Each bot is one. */
export interface Publisher {
  platform: 'discord' | 'telegram';
  /** Whether a request with the same key makes no second message, for some minutes. */
  repeatsSafely: boolean;
  /** How many platform messages this is for this reader. */
  parts(message: Message, reader: Reader): number;
  /** Sends one part. `key` is the same whenever the same part is sent again, at most 25 characters. */
  sendPart(
    target: Target,
    message: Message,
    reader: Reader,
    part: number,
    key: string,
  ): Promise<Outcome<string>>;
  /**
   * Replaces all that a message of ours says. "Already so" is a success.
   * @returns the id of the message that says it now: another where the platform cannot turn one into the other
   */
  editPart(
    target: Target,
    messageId: string,
    message: Message,
    reader: Reader,
    part: number,
  ): Promise<Outcome<string>>;
  /** Takes a message back. "Already gone" is a success. */
  removePart(target: Target, messageId: string): Promise<Outcome<void>>;
}
