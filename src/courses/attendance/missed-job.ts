import type { PrismaClient } from '../../database/generated/client.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { missedAfterMs } from './times.ts';

/** Sessions that one run looks at. */
const batchSize = 200;
/** Later it is not noted any more, in milliseconds: what was never noted stays so. */
const latestMs = 14 * 24 * 3_600_000;

export interface MissedOptions {
  db: PrismaClient;
  /** Milliseconds since the epoch. */
  now(): number;
}

/**
 * Notes as missed whoever had a seat in a session that is over and has no mark, where attendance was taken. Nobody is
 * told. @returns how many
 */
export async function noteMissed({ db, now }: MissedOptions): Promise<number> {
  const at = now();
  const sessions = await db.session.findMany({
    where: {
      endsAt: { lte: new Date(at - missedAfterMs), gt: new Date(at - latestMs) },
      cancelledAt: null,
      AND: [
        { signups: { some: { state: 'confirmed', attendance: { in: ['attended', 'late'] } } } },
        { signups: { some: { state: 'confirmed', attendance: null } } },
      ],
    },
    orderBy: { endsAt: 'asc' },
    take: batchSize,
    select: { id: true },
  });
  const { count } = await db.signup.updateMany({
    where: {
      ...{ sessionId: { in: sessions.map(({ id }) => id) }, state: 'confirmed', attendance: null },
    },
    data: { attendance: 'missed', attendedAt: new Date(at) },
  });
  return count;
}

/** Looks every ten minutes, and after a start for what was due while the program was not running. */
export const missedJob = (options: MissedOptions): ScheduledJob => ({
  name: 'noting of who missed a session',
  cron: '*/10 * * * *',
  runAfterStart: true,
  async run() {
    await noteMissed(options);
  },
});
