import type { PrismaClient } from '../database/generated/client.ts';
import type { Aside } from '../schedule/aside.ts';
import { targetOf } from './carry.ts';
import type { Clock } from './clock.ts';
import { createPacer, type Pace } from './pacing.ts';
import type { Publisher } from './publisher.ts';

/** Messages that one announcement channel may pass on. Source: Discord answers about 10 an hour. */
const channel = { perSecond: 9 / 3600, burst: 1 } as const;
/** One channel's budget; the bot's own limit is counted by the sender. */
const pace: Pace = {
  bot: { perSecond: Infinity, burst: Infinity, inSecond: Infinity },
  chat: { ...channel, burst: 4 },
  group: channel,
  inHand: 1,
};
/** Copies passed on in one go, and seconds until one that failed is tried again. */
const chunk = 5;
const againSeconds = 60;
const work = 'passing on';

/** Passes on what stands in announcement channels: a step of its own that holds up no sending. */
export function createCrossposter(db: PrismaClient, clock: Clock, aside: Aside) {
  const pacer = createPacer(pace);

  async function pass(publisher: Publisher, id: string): Promise<void> {
    const copy = await db.delivery.findUnique({ where: { id }, include: { chat: true } });
    if (!copy || !publisher.crosspost) return;
    const keep = (crosspostAt: Date | null) =>
      db.delivery.updateMany({ where: { id }, data: { crosspostAt } });
    const after = (ms: number) => keep(new Date(clock.now() + ms));
    const target = targetOf({ ...copy.chat, channelId: null });
    for (const messageId of copy.messageIds) {
      const wait = pacer.chatWait(copy.chatId, false, clock.monotonic());
      if (wait > 0) return void (await after(wait));
      pacer.take(copy.chatId, false, clock.monotonic());
      const passed = await publisher.crosspost(target, messageId);
      if (passed.ok) continue;
      if (passed.fault === 'wait') return void (await after(passed.seconds * 1000));
      if (passed.fault === 'retry' || passed.fault === 'lost') {
        return void (await after(againSeconds * 1000));
      }
      // The channel does not let us: the message stands there all the same.
      break;
    }
    await keep(null);
  }

  return {
    /** @returns how many copies were looked at */
    async round(publisher: Publisher): Promise<number> {
      if (!publisher.crosspost) return 0;
      const due = await db.delivery.findMany({
        where: {
          platform: publisher.platform,
          crosspostAt: { lte: new Date(clock.now()) },
          state: 'sent',
          id: { notIn: aside.ids(work) },
        },
        orderBy: { crosspostAt: 'asc' },
        select: { id: true },
        take: chunk,
      });
      await aside.each(
        work,
        due,
        ({ id }) => id,
        ({ id }) => pass(publisher, id),
      );
      return due.length;
    },
  };
}
