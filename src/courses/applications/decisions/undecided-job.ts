import type { Prisma, PrismaClient } from '../../../database/generated/client.ts';
import { noQuarantine, type Quarantine } from '../../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../../schedule/scheduled.ts';
import { endApplication } from '../../../seats/apply.ts';
import { lockSessions, seatTransaction } from '../../../seats/seats.ts';
import type { DecisionNotices } from './decide.ts';

/** Sessions looked at in one run. */
const batchSize = 50;
/** How long ago a session may have started whose applicants are still told, in milliseconds. */
const lookBackMs = 14 * 24 * 3_600_000;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'ending of undecided applications';

export interface UndecidedOptions {
  db: PrismaClient;
  notices: DecisionNotices;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/** Sessions that have started and take place, with applications that nobody decided about. */
const dueWhere = (at: Date): Prisma.SessionWhereInput => ({
  cancelledAt: null,
  startsAt: { lte: at, gt: new Date(at.getTime() - lookBackMs) },
  signups: { some: { state: 'pending' } },
});

/**
 * Ends applications that nobody decided about before their session started, a session in a transaction of its own;
 * whoever applied is told. @returns how many ended
 */
export async function endUndecided({
  db,
  notices,
  now,
  aside = noQuarantine(),
}: UndecidedOptions): Promise<number> {
  const due = await db.session.findMany({
    where: { ...dueWhere(new Date(now())), id: { notIn: aside.ids(jobName) } },
    orderBy: { startsAt: 'asc' },
    take: batchSize,
    select: { id: true },
  });
  let ended = 0;
  const end = ({ id }: { id: string }) =>
    db.$transaction(async (tx) => {
      await lockSessions(tx, [id]);
      // It may have been moved or cancelled, or another process may have been first.
      const session = await tx.session.findFirst({
        where: { ...dueWhere(new Date(now())), id },
        include: { course: true, signups: { where: { state: 'pending' } } },
      });
      for (const pending of session?.signups ?? []) {
        const signup = await endApplication(tx, pending, { state: 'declined' });
        ended += 1;
        if (session && signup.personId !== null)
          await notices.decided(tx, {
            ...{ outcome: 'undecided', session, personId: signup.personId, signup },
          });
      }
    }, seatTransaction);
  await aside.forEach(jobName, due, ({ id }) => id, end);
  return ended;
}

/** Ends applications every minute, and those whose session started while the program was not running. */
export const undecidedJob = (options: UndecidedOptions): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAfterStart: true,
  async run() {
    await endUndecided(options);
  },
});
