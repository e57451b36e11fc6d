import { readable } from '../database/readable.ts';
import { targetOf } from '../delivery/carry.ts';
import { type Aside, onceAside } from '../schedule/aside.ts';
import type { Job } from '../schedule/schedule.ts';
import type { Call } from './call.ts';

/** Chats asked about in one go: those that closed last, which are the likeliest to be open again. */
const atOnce = 100;
/** Reasons that rights on the platform bring and end. */
const reasons = ['noRights', 'forbidden'];

type Looking = Pick<Call, 'db' | 'powers'> & { aside?: Aside };

const work = 'looking again at closed chats';

/**
 * Asks the platforms whether the bot may write again in chats that were closed for want of rights. Not all rights
 * that come back are told of: a Telegram group that lets its members write again says so to nobody.
 * @returns how many are open again
 */
export async function lookAgain({ db, powers, aside = onceAside() }: Looking): Promise<number> {
  const closed = await db.chat.findMany({
    where: {
      id: { notIn: aside.ids(work) },
      closedAt: { not: null },
      closedReason: { in: reasons },
      kind: { not: 'private' },
      AND: [readable.chat],
    },
    orderBy: { closedAt: 'desc' },
    take: atOnce,
  });
  let opened = 0;
  const look = async (chat: (typeof closed)[number]) => {
    const missing = await powers[chat.platform].missing(targetOf(chat)).catch(() => undefined);
    if (missing?.length !== 0) return;
    const { count } = await db.chat.updateMany({
      where: { id: chat.id, closedAt: chat.closedAt },
      data: { closedAt: null, closedReason: null, strikes: 0 },
    });
    opened += count;
  };
  await aside.each(work, closed, ({ id }) => id, look);
  return opened;
}

/** Looks every hour. */
export const lookingAgain = (looking: Looking): Job => ({
  name: work,
  cron: '41 * * * *',
  async run() {
    await lookAgain(looking);
  },
});
