import type { PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { lockSessions, releaseSeat, seatTransaction } from '../../seats/seats.ts';
import { announceFilled } from '../signups/announce-filled.ts';
import { createSeatNotices } from '../signups/notices.ts';

/** Offers that one run ends. */
const batchSize = 200;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'ending of offered seats';

export interface LapseOptions {
  db: PrismaClient;
  publications: Pick<Publications, 'publish'>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/**
 * Ends the offers whose time has passed, each in a transaction of its own: the seat goes to the next who waits, and
 * both are told. @returns how many ended
 */
export async function endLapsedOffers({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: LapseOptions): Promise<number> {
  const lapsed = { state: 'offered' as const, offeredUntil: { lte: new Date(now()) } };
  const due = await db.signup.findMany({
    where: { ...lapsed, id: { notIn: aside.ids(jobName) } },
    orderBy: { offeredUntil: 'asc' },
    take: batchSize,
    select: { id: true, sessionId: true },
  });
  const notices = createSeatNotices(publications);
  let ended = 0;
  const end = ({ id, sessionId }: { id: string; sessionId: string }) =>
    db.$transaction(async (tx) => {
      await lockSessions(tx, [sessionId]);
      const at = new Date(now());
      // The person may have answered, or another process may have been first.
      const signup = await tx.signup.findFirst({
        where: { ...lapsed, id },
        include: { session: { include: { course: true } } },
      });
      if (!signup?.personId) return;
      const { personId, session } = signup;
      const released = await releaseSeat(tx, { sessionId, personId, now: at }, 'declined');
      if (!released) return;
      ended += 1;
      if (session.startsAt > at && !session.cancelledAt)
        await notices.lapsed(tx, session, [personId]);
      await announceFilled(tx, { notices, now: at }, session, released.filled);
    }, seatTransaction);
  await aside.forEach(jobName, due, ({ id }) => id, end);
  return ended;
}

/** Ends offers every minute, and those whose time passed while the program was not running. */
export const lapseJob = (options: LapseOptions): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAfterStart: true,
  async run() {
    await endLapsedOffers(options);
  },
});
