import type { PrismaClient } from '../../database/generated/client.ts';
import type { Quarantine } from '../../schedule/quarantine.ts';
import type { Clock } from '../clock.ts';
import type { Publisher } from '../publisher.ts';
import { type BotRateLimits, createRateLimiter } from '../rate-limit/rate-limiter.ts';
import { chatAddressOf } from './attempt.ts';

/** Messages that one announcement channel may pass on. Source: Discord answers about 10 an hour. */
const channelLimit = { perSecond: 9 / 3600, burst: 1 } as const;
/** One channel's budget; the bot's own limit is counted by the sender. */
const crosspostLimits: BotRateLimits = {
  bot: { perSecond: Infinity, burst: Infinity, maxPerSecond: Infinity },
  chat: { ...channelLimit, burst: 4 },
  group: channelLimit,
  maxInFlight: 1,
};
/** Copies passed on in one go, and seconds until one that failed is tried again. */
const batchSize = 5;
const retrySeconds = 60;
const taskName = 'passing on';

/** Passes on what stands in announcement channels: a step of its own that holds up no sending. */
export function createCrossposter(db: PrismaClient, clock: Clock, quarantine: Quarantine) {
  const rateLimiter = createRateLimiter(crosspostLimits);

  async function crosspostDelivery(publisher: Publisher, id: string): Promise<void> {
    const copy = await db.delivery.findUnique({ where: { id }, include: { chat: true } });
    if (!copy || !publisher.crosspost) return;
    const setCrosspostAt = (crosspostAt: Date | null) =>
      db.delivery.updateMany({ where: { id }, data: { crosspostAt } });
    const retryIn = (ms: number) => setCrosspostAt(new Date(clock.now() + ms));
    const target = chatAddressOf({ ...copy.chat, channelId: null });
    for (const messageId of copy.messageIds) {
      const wait = rateLimiter.chatWaitMs(copy.chatId, false, clock.monotonic());
      if (wait > 0) return void (await retryIn(wait));
      rateLimiter.consumeChat(copy.chatId, false, clock.monotonic());
      const passed = await publisher.crosspost(target, messageId);
      if (passed.ok) continue;
      if (passed.kind === 'rateLimited') return void (await retryIn(passed.seconds * 1000));
      if (passed.kind === 'transient' || passed.kind === 'ambiguous') {
        return void (await retryIn(retrySeconds * 1000));
      }
      // The channel does not let us: the message stands there all the same.
      break;
    }
    await setCrosspostAt(null);
  }

  return {
    /** @returns how many copies were looked at */
    async runBatch(publisher: Publisher): Promise<number> {
      if (!publisher.crosspost) return 0;
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
      return due.length;
    },
  };
}
