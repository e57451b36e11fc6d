import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { Clock } from '../clock.ts';
import type { Publisher } from '../publisher.ts';
import { createRateLimiter } from '../rate-limit/rate-limiter.ts';
import type { BotRateLimits } from '../rate-limit/rate-limits.ts';
import { chatAddressOf } from './attempt.ts';

/** Crossposts of one announcement channel. Source: Discord allows about 10 an hour. */
const channelLimit = { perSecond: 9 / 3600, burst: 1 } as const;
/** The limit of each channel; the bot's own limit is enforced with every request by the publisher. */
const crosspostLimits: BotRateLimits = {
  bot: { perSecond: Infinity, burst: Infinity, maxPerSecond: Infinity },
  chat: { ...channelLimit, burst: 4 },
  group: channelLimit,
  maxInFlight: 1,
};
/** Deliveries per batch. */
const batchSize = 5;
/** Seconds until a failed crosspost is retried. */
const retrySeconds = 60;
/** How often due crossposts are looked for, in milliseconds. */
const pollIntervalMs = 1_000;
const taskName = 'crossposting';

export interface CrossposterOptions {
  db: PrismaClient;
  clock: Clock;
  quarantine: Quarantine;
  log: Logger;
}

/** Publishes messages of announcement channels to their followers, without holding up deliveries. */
export interface Crossposter {
  /** Starts a batch in the background when one is due and none is running. */
  startIfDue(publisher: Publisher): void;
  /** Resolves when no batch is running. */
  drain(): Promise<unknown>;
}

export function createCrossposter({ db, clock, quarantine, log }: CrossposterOptions): Crossposter {
  const rateLimiter = createRateLimiter(crosspostLimits);
  let startedAt = -Infinity;
  let running: Promise<unknown> | undefined;

  async function crosspostDelivery(publisher: Publisher, id: string): Promise<void> {
    const delivery = await db.delivery.findUnique({ where: { id }, include: { chat: true } });
    if (!delivery || !publisher.crosspost) return;
    const setCrosspostAt = (crosspostAt: Date | null) =>
      db.delivery.updateMany({ where: { id }, data: { crosspostAt } });
    const retryIn = (ms: number) => setCrosspostAt(new Date(clock.now() + ms));
    const address = chatAddressOf({ ...delivery.chat, channelId: null });
    for (const messageId of delivery.messageIds) {
      const wait = rateLimiter.chatWaitMs(delivery.chatId, false, clock.monotonic());
      if (wait > 0) return void (await retryIn(wait));
      rateLimiter.consumeChat(delivery.chatId, false, clock.monotonic());
      const result = await publisher.crosspost(address, messageId);
      if (result.ok) continue;
      if (result.kind === 'rateLimited') return void (await retryIn(result.seconds * 1000));
      if (result.kind === 'transient' || result.kind === 'ambiguous') {
        return void (await retryIn(retrySeconds * 1000));
      }
      // The channel does not permit it. The message itself was delivered.
      break;
    }
    await setCrosspostAt(null);
  }

  async function runBatch(publisher: Publisher): Promise<void> {
    const due = await db.delivery.findMany({
      where: {
        platform: publisher.platform,
        crosspostAt: { lte: new Date(clock.now()) },
        state: 'sent',
        id: { notIn: quarantine.ids(taskName) },
      },
      orderBy: { crosspostAt: 'asc' },
      select: { id: true },
      take: batchSize,
    });
    await quarantine.forEach(
      taskName,
      due,
      ({ id }) => id,
      ({ id }) => crosspostDelivery(publisher, id),
    );
  }

  return {
    startIfDue(publisher) {
      if (!publisher.crosspost || running) return;
      if (clock.monotonic() - startedAt < pollIntervalMs) return;
      startedAt = clock.monotonic();
      running = runBatch(publisher)
        .catch((error: unknown) =>
          log.error({ event: 'delivery.crosspost_failed', err: error }, 'crossposting failed'),
        )
        .finally(() => {
          running = undefined;
        });
    },
    drain: () => Promise.resolve(running),
  };
}
