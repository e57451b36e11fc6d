import type { Chat } from '../database/generated/client.ts';
import type { Message } from '../message/message.ts';
import type { MessageReader } from '../message/reader.ts';
import type { Platform } from '../platform.ts';
import type { ChatAddress, Publisher, Receipt, SendResult } from './publisher.ts';
import type { RequestedChat } from './rate-limit/direct-requests.ts';

/** A chat as it is stored. */
export type DirectChat = Pick<
  Chat,
  'id' | 'platform' | 'platformId' | 'threadId' | 'kind' | 'channelId'
>;

/** A message and who reads it. */
export interface DirectMessage {
  message: Message;
  reader: MessageReader;
}

/**
 * Sends and changes single messages that are kept by whoever sends them: they are in no ledger, and nothing is repeated.
 * Each request counts towards the limits of delivery.
 */
export interface DirectMessages {
  /** Whether it needs one platform message only; true where the platform has no bot. */
  isSinglePart(platform: Platform, message: DirectMessage): boolean;
  /** Sends the first part. @param idempotencyKey at most 25 characters, the same when the same message is sent again */
  send(
    chat: DirectChat,
    message: DirectMessage,
    idempotencyKey: string,
  ): Promise<SendResult<Receipt>>;
  /** Replaces the first part. @returns the id of the message that has the content now */
  edit(chat: DirectChat, messageId: string, message: DirectMessage): Promise<SendResult<string>>;
  remove(chat: DirectChat, messageId: string): Promise<SendResult<void>>;
  pin(chat: DirectChat, messageId: string): Promise<SendResult<void>>;
  unpin(chat: DirectChat, messageId: string): Promise<SendResult<void>>;
}

export interface DirectMessagesOptions {
  publisher(platform: Platform): Publisher | undefined;
  /** Stores the actions of a message's buttons. */
  issueActionTokens(message: Message): Promise<Message>;
  requestDirectly<Value>(
    platform: Platform,
    chat: RequestedChat,
    request: () => Promise<SendResult<Value>>,
  ): Promise<SendResult<Value>>;
}

const addressOf = ({ platformId, threadId, kind, channelId }: DirectChat): ChatAddress => ({
  ...{ platformId, threadId, isPrivate: kind === 'private' },
  ...(channelId === null ? {} : { channelId }),
});

export function createDirectMessages({
  publisher,
  issueActionTokens,
  requestDirectly,
}: DirectMessagesOptions): DirectMessages {
  async function request<Value>(
    chat: DirectChat,
    act: (bot: Publisher, address: ChatAddress) => Promise<SendResult<Value>>,
  ): Promise<SendResult<Value>> {
    const bot = publisher(chat.platform);
    if (!bot) return { ok: false, kind: 'transient', reason: 'no bot' };
    const requested = { id: chat.id, isGroup: chat.kind !== 'private' };
    return requestDirectly(chat.platform, requested, () => act(bot, addressOf(chat)));
  }

  return {
    isSinglePart: (platform, { message, reader }) =>
      (publisher(platform)?.render(message, reader).partCount ?? 1) === 1,
    async send(chat, { message, reader }, idempotencyKey) {
      const ready = await issueActionTokens(message);
      return request(chat, (bot, address) =>
        bot.render(ready, reader).send(address, 0, { idempotencyKey }),
      );
    },
    async edit(chat, messageId, { message, reader }) {
      const ready = await issueActionTokens(message);
      return request(chat, (bot, address) => bot.render(ready, reader).edit(address, messageId, 0));
    },
    remove: (chat, messageId) => request(chat, (bot, address) => bot.remove(address, messageId)),
    pin: (chat, messageId) => request(chat, (bot, address) => bot.pin(address, messageId)),
    unpin: (chat, messageId) => request(chat, (bot, address) => bot.unpin(address, messageId)),
  };
}
