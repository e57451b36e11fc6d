import type { Message } from '../message/message.ts';
import type { Reader } from '../message/reader.ts';

/** Where a message goes. */
export interface Target {
  /** The chat's id; for a private chat the user's id. */
  platformId: string;
  /** Telegram topic, or empty. */
  threadId: string;
  isPrivate: boolean;
  /** Discord's channel for a private chat, when it is known already. */
  channelId?: string;
}

/**
 * What went wrong with a request, in the words that delivery decides by:
 * `wait`: the platform named a time, for this copy alone, for this chat, for the whole bot, or without saying for which;
 * `retry`: it surely did not arrive; `lost`: it may have arrived;
 * `closed`: this chat takes nothing from us any more, or after so many `strikes` in a row;
 * `migrated`: the chat has a new id; `refused`: this message will never be taken.
 */
export type Fault = (
  | {
      fault: 'wait';
      seconds: number;
      scope: 'copy' | 'chat' | 'bot' | 'unsaid';
      /** Why, where it is more than too many requests. */
      reason?: string;
    }
  | { fault: 'retry'; reason: string }
  | { fault: 'lost'; reason: string }
  | { fault: 'closed'; reason: string; strikes?: number }
  | { fault: 'migrated'; to: string }
  | { fault: 'refused'; reason: string }
) & {
  /** The platform counts this answer against us and bans whoever collects too many. */
  invalid?: boolean;
};

export type Outcome<Value> = { ok: true; value: Value } | ({ ok: false } & Fault);

/** A part that arrived. */
export interface Arrived {
  messageId: string;
  /** Milliseconds for which this chat should get nothing more: its bucket is empty. */
  pauseMs?: number;
  /** Discord's channel of a private chat, found on the way. */
  channelId?: string;
  /** It stands in an announcement channel and is to be passed on to those that follow it. */
  announces?: boolean;
}

export interface PartOptions {
  /** The same whenever the same part is sent again, at most 25 characters. */
  key: string;
  /** The message of ours that this one answers. */
  replyTo?: string;
}

/** What the platform says about a part that may have arrived. */
export type Sighting = { found: string } | 'absent' | 'unclear';

/** A message written for one platform and one reader: made once, sent to many chats. */
export interface Prepared {
  /** How many platform messages it is. */
  parts: number;
  send(target: Target, part: number, options: PartOptions): Promise<Outcome<Arrived>>;
  /**
   * Replaces all that a message of ours says. "Already so" is a success.
   * @returns the id of the message that says it now: another where the platform cannot turn one into the other
   */
  edit(target: Target, messageId: string, part: number): Promise<Outcome<string>>;
  /**
   * Looks in the chat whether a part arrived that was sent at `since` (milliseconds) or later.
   * `known` are messages of ours in that chat that are others. Without it nobody can tell.
   */
  look?(
    target: Target,
    part: number,
    sought: { key: string; since: number; known: ReadonlySet<string> },
  ): Promise<Outcome<Sighting>>;
}

/** What delivery needs of a platform. Each bot is one. */
export interface Publisher {
  platform: 'discord' | 'telegram';
  /** Who the bot is, without any secret: of several processes one at a time sends for it. */
  bot: string;
  /** Whether a send with the same key makes no second message, for some minutes. */
  repeatsSafely: boolean;
  /** Writes a message for a reader. */
  prepare(message: Message, reader: Reader): Prepared;
  /** Takes a message back. "Already gone" is a success. */
  remove(target: Target, messageId: string): Promise<Outcome<void>>;
  /** Passes a message of an announcement channel on. "Already so" is a success. */
  crosspost?(target: Target, messageId: string): Promise<Outcome<void>>;
  /** Asks for something harmless: whether the platform answers at all. */
  probe(): Promise<Outcome<void>>;
  /**
   * Asks before every message that the bot sends outside of delivery, since they count against the same limit, and
   * tells by what `leave` resolves to that the platform has answered.
   */
  onOther?(leave: () => Promise<() => void>): void;
  /** Tells of each request outside of delivery that the platform refused and counts towards a ban. */
  onRefused?(tell: () => void): void;
}
