import type { Prisma, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { noQuarantine, type Quarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { lockSessions, seatTransaction } from '../../seats/seats.ts';
import { createEditNotices } from '../change-messages/notices.ts';
import { cancelSessions } from '../editing/cancel.ts';
import { minimumNoticeMs } from './decision-time.ts';

/** Sessions looked at in one run. */
const batchSize = 50;
/** Stored with the runs of the job and with quarantined rows. */
const jobName = 'cancelling sessions without enough people';

export interface MinimumOptions {
  db: PrismaClient;
  publications: Publications;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Where rows go whose processing throws. */
  aside?: Quarantine;
}

/** Sessions for which it is time to decide, as `decisionTime` says. */
const dueWhere = (
  { session }: Pick<PrismaClient, 'session'>,
  at: Date,
): Prisma.SessionWhereInput => ({
  minimum: { not: null },
  minimumCheckedAt: null,
  cancelledAt: null,
  startsAt: { gt: at },
  OR: [
    { closesAt: { lte: at } },
    {
      OR: [{ closesAt: null }, { closesAt: { gte: session.fields.startsAt } }],
      startsAt: { lte: new Date(at.getTime() + minimumNoticeMs) },
    },
  ],
});

/**
 * Cancels sessions in which fewer people have a seat than it needs, each in a transaction of its own; everyone with a
 * seat is told. It is decided once: a session that organisers reopen afterwards takes place.
 * @returns how many were cancelled
 */
export async function cancelTooSmall({
  db,
  publications,
  now,
  aside = noQuarantine(),
}: MinimumOptions): Promise<number> {
  const due = await db.session.findMany({
    where: { ...dueWhere(db, new Date(now())), id: { notIn: aside.ids(jobName) } },
    orderBy: { startsAt: 'asc' },
    take: batchSize,
    select: { id: true },
  });
  let cancelled = 0;
  const decide = ({ id }: { id: string }) =>
    db.$transaction(async (tx) => {
      await lockSessions(tx, [id]);
      const at = new Date(now());
      const found = await tx.session.findFirst({
        where: { ...dueWhere(db, at), id },
        include: { course: true },
      });
      // Another process may have decided.
      if (!found?.minimum) return;
      const { course, minimum, ...rest } = found;
      const session = { ...rest, minimum };
      await tx.session.update({ where: { id }, data: { minimumCheckedAt: at } });
      if ((await tx.signup.count({ where: { sessionId: id, state: 'confirmed' } })) >= minimum)
        return;
      const instant = Temporal.Instant.fromEpochMilliseconds(now());
      const notices = createEditNotices({ publications });
      await cancelSessions(
        tx,
        { now: instant, notices, account: undefined },
        { course, session, cause: { minimum } },
        [id],
      );
      cancelled += 1;
    }, seatTransaction);
  await aside.forEach(jobName, due, ({ id }) => id, decide);
  return cancelled;
}

/** Decides every minute, and what became due while the program was not running. */
export const minimumJob = (options: MinimumOptions): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  runAfterStart: true,
  async run() {
    await cancelTooSmall(options);
  },
});
