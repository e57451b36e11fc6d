import type { Message } from '../message/message.ts';
import type { MessageReader } from '../message/reader.ts';
import type { Platform } from '../platform.ts';

/** Where a message goes. */
export interface ChatAddress {
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
 * `closed`: this chat takes nothing from us any more, or after so many `consecutiveFailures` in a row;
 * `migrated`: the chat has a new id; `refused`: this message will never be taken.
 */
export type SendError = (
  | {
      kind: 'rateLimited';
      seconds: number;
      scope: 'delivery' | 'chat' | 'bot' | 'unspecified';
      /** Why, where it is more than too many requests. */
      reason?: string;
    }
  | { kind: 'transient'; reason: string }
  | { kind: 'ambiguous'; reason: string }
  | { kind: 'chatClosed'; reason: string; closeAfter?: number }
  | { kind: 'migrated'; to: string }
  | { kind: 'rejected'; reason: string }
) & {
  /** The platform counts this answer against us and bans whoever collects too many. */
  countsTowardBan?: boolean;
};

export type SendResult<Value> = { ok: true; value: Value } | ({ ok: false } & SendError);

/** A part that arrived. */
export interface Receipt {
  messageId: string;
  /** Milliseconds for which this chat should get nothing more: its bucket is empty. */
  chatCooldownMs?: number;
  /** Discord's channel of a private chat, found on the way. */
  channelId?: string;
  /** It stands in an announcement channel and is to be passed on to those that follow it. */
  needsCrosspost?: boolean;
}

export interface SendPartOptions {
  /** The same whenever the same part is sent again, at most 25 characters. */
  idempotencyKey: string;
  /** The message of ours that this one answers. */
  replyTo?: string;
}

/** What the platform says about a part that may have arrived. */
export type SentLookup = { found: string } | 'absent' | 'unclear';

/** A message written for one platform and one reader: made once, sent to many chats. */
export interface RenderedMessage {
  /** How many platform messages it is. */
  partCount: number;
  send(target: ChatAddress, part: number, options: SendPartOptions): Promise<SendResult<Receipt>>;
  /**
   * Replaces all that a message of ours says. "Already so" is a success.
   * @returns the id of the message that says it now: another where the platform cannot turn one into the other
   */
  edit(target: ChatAddress, messageId: string, part: number): Promise<SendResult<string>>;
  /**
   * Looks in the chat whether a part arrived that was sent at `since` (milliseconds) or later.
   * `known` are messages of ours in that chat that are others. Without it nobody can tell.
   */
  findSent?(
    target: ChatAddress,
    part: number,
    sought: { idempotencyKey: string; since: number; knownMessageIds: ReadonlySet<string> },
  ): Promise<SendResult<SentLookup>>;
}

/** What delivery needs of a platform. Each bot is one. */
export interface Publisher {
  platform: Platform;
  /** Who the bot is, without any secret: of several processes one at a time sends for it. */
  botId: string;
  /** Whether a send with the same key makes no second message, for some minutes. */
  supportsIdempotencyKey: boolean;
  /** Writes a message for a reader. */
  render(message: Message, reader: MessageReader): RenderedMessage;
  /** Takes a message back. "Already gone" is a success. */
  remove(target: ChatAddress, messageId: string): Promise<SendResult<void>>;
  /** Passes a message of an announcement channel on. "Already so" is a success. */
  crosspost?(target: ChatAddress, messageId: string): Promise<SendResult<void>>;
  /** Asks for something harmless: whether the platform answers at all. */
  probe(): Promise<SendResult<void>>;
  /**
   * Asks before every message that the bot sends outside of delivery, since they count against the same limit, and
   * tells by what `leave` resolves to that the platform has answered.
   */
  onDirectSend?(acquire: () => Promise<() => void>): void;
  /** Tells of each request outside of delivery that the platform refused and counts towards a ban. */
  onInvalidRequest?(record: () => void): void;
}
