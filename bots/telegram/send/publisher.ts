import type { Agent } from 'node:http';
import type { Publisher } from '../../../src/delivery/publisher.ts';
import type { PlatformFeatures } from '../../shared/platform-features.ts';
import { acceptRefusal, createResultCatcher } from '../../shared/send-result.ts';
import { isRateLimitedMethod, TelegramClient } from '../api/client.ts';
import { noPictureUploads, type PictureUploads } from '../api/picture-uploads.ts';
import { telegramSendError } from '../api/send-errors.ts';
import { missingPart, renderTelegramMessages } from '../write/message.ts';
import { messageFeatures } from '../write/reader.ts';
import { editTelegramMessage } from './edit-message.ts';
import { sendTelegramMessage } from './send-message.ts';

/** Timeout of a request, in milliseconds. */
const requestTimeoutMs = 20_000;

export interface TelegramPublisherSettings {
  token: string;
  apiUrl: string;
  agent: Agent;
  /** Broadcasts beyond 30 messages a second, paid in Telegram Stars. */
  isPaid: boolean;
  /** The client that answers commands: its messages count towards the same limit. */
  replyClient: TelegramClient;
  features(): PlatformFeatures;
  pictures?: PictureUploads;
}

/** Sends each request once, with a timeout, and paid where broadcasts are paid for. */
class BroadcastClient extends TelegramClient {
  private readonly isPaid: boolean;

  constructor(settings: Pick<TelegramPublisherSettings, 'token' | 'apiUrl' | 'agent' | 'isPaid'>) {
    super(settings);
    this.isPaid = settings.isPaid;
  }

  override extraParams(method: string) {
    return this.isPaid && isRateLimitedMethod(method) ? { allow_paid_broadcast: true } : {};
  }

  override withRetry<Value>(_method: string, request: () => Promise<Value>): Promise<Value> {
    return request();
  }

  override timeoutMs() {
    return requestTimeoutMs;
  }
}

const toSendResult = createResultCatcher(telegramSendError);

/** Telegram as a publisher. */
export function createTelegramPublisher(settings: TelegramPublisherSettings): Publisher {
  const telegram = new BroadcastClient(settings);
  telegram.pictures = settings.pictures ?? noPictureUploads;
  return {
    platform: 'telegram',
    botId: settings.token.split(':')[0] ?? '',
    supportsIdempotencyKey: false,
    render(message, reader) {
      const parts = renderTelegramMessages(message, {
        ...reader,
        ...messageFeatures(settings.features()),
      });
      const partAt = (index: number) => parts[index] ?? missingPart;
      return {
        partCount: parts.length,
        send: (target, index, { replyTo }) =>
          toSendResult(async () => {
            const options = replyTo === undefined ? {} : { replyTo: Number(replyTo) };
            const id = await sendTelegramMessage(telegram, target, partAt(index), options);
            return { messageId: String(id) };
          }),
        edit: (target, messageId, index) =>
          toSendResult(async () =>
            String(
              await editTelegramMessage(telegram, target, Number(messageId), partAt(index), {
                keepsPlace: true,
              }),
            ),
          ),
      };
    },
    async remove(target, messageId) {
      const result = await toSendResult(async () => {
        await telegram.deleteMessage(target.platformId, Number(messageId));
      });
      return acceptRefusal(result, 'messageGone');
    },
    pin: ({ platformId }, messageId) =>
      toSendResult(async () => {
        await telegram.pinChatMessage(platformId, Number(messageId), {
          disable_notification: true,
        });
      }),
    unpin: ({ platformId }, messageId) =>
      toSendResult(async () => {
        await telegram.unpinChatMessage(platformId, Number(messageId));
      }),
    probe: () =>
      toSendResult(async () => {
        await telegram.getMe();
      }),
    onDirectSend(acquire) {
      settings.replyClient.acquire = acquire;
    },
  };
}
