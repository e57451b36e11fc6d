import type { Agent } from 'node:http';
import type { Publisher, RenderedMessage, SendResult } from '../../../src/delivery/publisher.ts';
import { isRateLimitedMethod, TelegramClient } from '../api/client.ts';
import { telegramSendError } from '../api/send-errors.ts';
import { renderTelegramMessages, type TelegramMessage } from '../write/message.ts';
import { editTelegramMessage, sendTelegramMessage } from './send-message.ts';

/** Longest that Telegram may take to answer, in milliseconds. */
const requestTimeoutMs = 20_000;

export interface TelegramPublisherSettings {
  token: string;
  apiUrl: string;
  agent: Agent;
  /** Broadcasts beyond 30 messages a second, paid in Telegram Stars. */
  isPaid: boolean;
  /** The client that answers commands: what it sends counts against the same limit. */
  replyClient: TelegramClient;
}

/** Requests of broadcasts: they have an end, are tried once, and carry what every broadcast carries. */
class BroadcastClient extends TelegramClient {
  private readonly isPaid: boolean;

  constructor(settings: Omit<TelegramPublisherSettings, 'replyClient'>) {
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

async function toSendResult<Value>(work: () => Promise<Value>): Promise<SendResult<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, ...telegramSendError(error) };
  }
}

/** A part that is no longer there (an edit made a message shorter) keeps its place with a mark. */
const partAt = (parts: readonly TelegramMessage[], index: number): TelegramMessage =>
  parts[index] ?? { text: '—', keyboard: [] };

/** Telegram as delivery sees it. */
export function createTelegramPublisher(settings: TelegramPublisherSettings): Publisher {
  const telegram = new BroadcastClient(settings);
  return {
    platform: 'telegram',
    botId: settings.token.split(':')[0] ?? '',
    supportsIdempotencyKey: false,
    render(message, reader): RenderedMessage {
      const parts = renderTelegramMessages(message, reader);
      return {
        partCount: parts.length,
        send: (target, part, { replyTo }) =>
          toSendResult(async () => ({
            messageId: String(
              await sendTelegramMessage(telegram, target, partAt(parts, part), {
                ...(replyTo === undefined ? {} : { replyTo: Number(replyTo) }),
              }),
            ),
          })),
        edit: (target, messageId, part) =>
          toSendResult(async () =>
            String(
              await editTelegramMessage(telegram, target, Number(messageId), partAt(parts, part)),
            ),
          ),
      };
    },
    async remove(target, messageId) {
      const outcome = await toSendResult(async () => {
        await telegram.deleteMessage(target.platformId, Number(messageId));
      });
      const isGone = !outcome.ok && outcome.fault === 'refused' && outcome.reason === 'messageGone';
      return isGone ? { ok: true, value: undefined } : outcome;
    },
    probe: () =>
      toSendResult(async () => {
        await telegram.getMe();
      }),
    onDirectSend(leave) {
      settings.replyClient.acquire = leave;
    },
  };
}
