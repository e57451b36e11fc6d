import type { Agent } from 'node:http';
import type { Outcome, Prepared, Publisher } from '../../src/delivery/publisher.ts';
import { Client, makesMessage } from './client.ts';
import { faultOf } from './faults.ts';
import { editPart, sendPart } from './send.ts';
import { type TelegramPart, writeTelegram } from './write.ts';

/** Longest that Telegram may take to answer, in milliseconds. */
const patience = 20_000;

export interface TelegramPublisherSettings {
  token: string;
  apiUrl: string;
  agent: Agent;
  /** Broadcasts beyond 30 messages a second, paid in Telegram Stars. */
  paid: boolean;
  /** The client that answers commands: what it sends counts against the same limit. */
  answers: Client;
}

/** Requests of broadcasts: they have an end, are tried once, and carry what every broadcast carries. */
class Broadcaster extends Client {
  private readonly isPaid: boolean;

  constructor(settings: Omit<TelegramPublisherSettings, 'answers'>) {
    super(settings);
    this.isPaid = settings.paid;
  }

  override extra(method: string) {
    return this.isPaid && makesMessage(method) ? { allow_paid_broadcast: true } : {};
  }

  override attempt<Value>(_method: string, request: () => Promise<Value>): Promise<Value> {
    return request();
  }

  override patience() {
    return patience;
  }
}

async function outcomeOf<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, ...faultOf(error) };
  }
}

/** A part that is no longer there (an edit made a message shorter) keeps its place with a mark. */
const partAt = (parts: readonly TelegramPart[], index: number): TelegramPart =>
  parts[index] ?? { text: '—', keyboard: [] };

/** Telegram as delivery sees it. */
export function telegramPublisher(settings: TelegramPublisherSettings): Publisher {
  const telegram = new Broadcaster(settings);
  return {
    platform: 'telegram',
    bot: settings.token.split(':')[0] ?? '',
    repeatsSafely: false,
    prepare(message, reader): Prepared {
      const parts = writeTelegram(message, reader);
      return {
        parts: parts.length,
        send: (target, part, { replyTo }) =>
          outcomeOf(async () => ({
            messageId: String(
              await sendPart(telegram, target, partAt(parts, part), {
                ...(replyTo === undefined ? {} : { replyTo: Number(replyTo) }),
              }),
            ),
          })),
        edit: (target, messageId, part) =>
          outcomeOf(async () =>
            String(await editPart(telegram, target, Number(messageId), partAt(parts, part))),
          ),
      };
    },
    async remove(target, messageId) {
      const outcome = await outcomeOf(async () => {
        await telegram.deleteMessage(target.platformId, Number(messageId));
      });
      const isGone = !outcome.ok && outcome.fault === 'refused' && outcome.reason === 'messageGone';
      return isGone ? { ok: true, value: undefined } : outcome;
    },
    probe: () =>
      outcomeOf(async () => {
        await telegram.getMe();
      }),
    onOther(leave) {
      settings.answers.admit = leave;
    },
  };
}
