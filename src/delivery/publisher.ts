import type { Message } from '../message/message.ts';
import type { MessageReader } from '../message/reader.ts';
import type { Platform } from '../platform.ts';

/** The chat that a message is sent to. */
export interface ChatAddress {
  /** The chat's id; for a private chat the user's id. */
  platformId: string;
  /** Telegram topic, or empty. */
  threadId: string;
  isPrivate: boolean;
  /** Discord's channel of a private chat, if known. */
  channelId?: string;
}

/**
 * Why a request failed:
 * `rateLimited`: the platform named a time to wait, for this delivery, this chat, the whole bot, or no named scope;
 * `transient`: it certainly did not arrive, and may be sent again;
 * `ambiguous`: it may have arrived;
 * `chatClosed`: this chat accepts no messages any more, or only after `closeAfter` refusals in a row;
 * `migrated`: the chat has a new id;
 * `rejected`: the platform will never accept this message.
 */
export type SendError = (
  | {
      kind: 'rateLimited';
      seconds: number;
      scope: 'delivery' | 'chat' | 'bot' | 'unspecified';
      /** Set where the reason is not simply too many requests. */
      reason?: string;
    }
  | { kind: 'transient'; reason: string }
  | { kind: 'ambiguous'; reason: string }
  | { kind: 'chatClosed'; reason: string; closeAfter?: number }
  | { kind: 'migrated'; to: string }
  | { kind: 'rejected'; reason: string }
) & {
  /** The platform counts this response towards a ban (Discord's invalid request limit). */
  countsTowardBan?: boolean;
};

/** Whether the platform gave no usable response, as when it is down. */
export const isNoResponse = ({ kind }: Pick<SendError, 'kind'>): boolean =>
  kind === 'ambiguous' || kind === 'transient';

export type SendResult<Value> = { ok: true; value: Value } | ({ ok: false } & SendError);

/** The platform's answer to a sent part. */
export interface Receipt {
  messageId: string;
  /** Milliseconds until this chat accepts another message: its rate limit bucket is empty. */
  chatCooldownMs?: number;
  /** Discord's channel of a private chat, learned from this request. */
  channelId?: string;
  /** It was posted in an announcement channel and has to be published to the channel's followers. */
  needsCrosspost?: boolean;
}

export interface SendPartOptions {
  /** Stays the same when the same part is sent again. At most 25 characters. */
  idempotencyKey: string;
  /** The bot's message that this one replies to. */
  replyTo?: string;
}

/** Whether a part that may have arrived was found in the chat. */
export type SentLookup = { found: string } | 'absent' | 'unclear';

/** A message rendered for one platform and one reader: rendered once, sent to many chats. */
export interface RenderedMessage {
  /** How many platform messages it needs. */
  partCount: number;
  send(target: ChatAddress, part: number, options: SendPartOptions): Promise<SendResult<Receipt>>;
  /**
   * Replaces the whole content of a sent message. "Not modified" is a success.
   * @returns the id of the message that has the content now: another one where the platform cannot change its type
   */
  edit(target: ChatAddress, messageId: string, part: number): Promise<SendResult<string>>;
  /**
   * Looks in the chat for a part that was sent at `since` (milliseconds since the epoch) or later and may have
   * arrived. `knownMessageIds` are other messages of the bot there. Absent where the platform offers no such lookup.
   */
  findSent?(
    target: ChatAddress,
    part: number,
    options: { idempotencyKey: string; since: number; knownMessageIds: ReadonlySet<string> },
  ): Promise<SendResult<SentLookup>>;
}

/** Result of one step of a delivery. `wasLookup`: the lookup failed, so the earlier request stays uncertain. */
export type AttemptResult = SendResult<Receipt> & { wasLookup?: true };

/** Sends messages on one platform. Each bot has one. */
export interface Publisher {
  platform: Platform;
  /** Identifies the bot without a secret. Of several processes only one sends for it. */
  botId: string;
  /** Whether sending again with the same key creates no second message, for some minutes. */
  supportsIdempotencyKey: boolean;
  render(message: Message, reader: MessageReader): RenderedMessage;
  /** Deletes a message. "Already gone" is a success. */
  remove(target: ChatAddress, messageId: string): Promise<SendResult<void>>;
  /** Pins a message without a notification. "Already pinned" is a success. */
  pin(target: ChatAddress, messageId: string): Promise<SendResult<void>>;
  /** Unpins a message. */
  unpin(target: ChatAddress, messageId: string): Promise<SendResult<void>>;
  /** Publishes a message of an announcement channel to its followers. "Already crossposted" is a success. */
  crosspost?(target: ChatAddress, messageId: string): Promise<SendResult<void>>;
  /** Makes a harmless request: whether the platform answers at all. */
  probe(): Promise<SendResult<void>>;
  /**
   * Registers the function that the bot calls before every request outside of delivery, since those count towards
   * the same limit. It resolves to a callback for when the platform has answered.
   */
  onDirectSend?(acquire: () => Promise<() => void>): void;
  /** Registers a function that is called for each request outside of delivery that counts towards a ban. */
  onInvalidRequest?(record: () => void): void;
}
