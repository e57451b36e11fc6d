import type { Signup, SignupState } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';

/**
 * How a transaction over places runs, in milliseconds. Hundreds may wait for the same session: each holds it for
 * a few, and none is turned away for waiting. Counting after the lock needs to see what others committed.
 */
export const seatTransaction = {
  maxWait: 60_000,
  timeout: 20_000,
  isolationLevel: 'ReadCommitted',
} as const;

/** A person's place: from 1, in the order of coming, among those who have one or among those who wait. */
export interface SeatPosition {
  signup: Signup;
  state: Exclude<SignupState, 'withdrawn'>;
  number: number;
}

export type ReserveResult =
  | { outcome: 'taken' | 'already'; place: SeatPosition; promoted: string[] }
  | { outcome: 'closed' | 'over' };

interface LockedSession {
  startsAt: Date;
  isClosed: boolean;
}

/** Holds a session until the transaction ends: whoever comes next counts after this one. */
async function lockSession(tx: Transaction, id: string): Promise<LockedSession | undefined> {
  const [held] = await tx.$queryRaw<LockedSession[]>`
    SELECT s."startsAt", s."closedAt" IS NOT NULL OR c."closedAt" IS NOT NULL AS "isClosed"
    FROM "Session" s JOIN "Course" c ON c."id" = s."courseId"
    WHERE s."id" = ${id}::uuid
    FOR UPDATE OF s`;
  return held;
}

/** Holds several sessions until the transaction ends, always in the same order, so that nobody waits in a circle. */
export async function lockSessions(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT "id" FROM "Session" WHERE "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
}

/**
 * Gives free seats to those who wait, first come first served; never in a session that has begun.
 * @returns the people who got one
 */
async function promoteWaiting(tx: Transaction, sessionId: string, now: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ personId: string }[]>`
    UPDATE "Signup" SET "state" = 'placed' WHERE "id" IN (
      SELECT "id" FROM "Signup"
      WHERE "sessionId" = ${sessionId}::uuid AND "state" = 'waiting' AND "personId" IS NOT NULL
        AND (SELECT "startsAt" FROM "Session" WHERE "id" = ${sessionId}::uuid) > ${now}
      ORDER BY "position"
      LIMIT GREATEST(0, (SELECT "seats" FROM "Session" WHERE "id" = ${sessionId}::uuid) - (
        SELECT count(*) FROM "Signup" WHERE "sessionId" = ${sessionId}::uuid AND "state" = 'placed'
      ))
    ) RETURNING "personId"`;
  return rows.map(({ personId }) => personId);
}

/** Which place a signup is; nothing for one that was given back. */
export async function findSeatPosition(
  tx: Pick<Transaction, 'signup'>,
  signup: Signup,
): Promise<SeatPosition | undefined> {
  const { sessionId, state, position } = signup;
  if (state === 'withdrawn') return undefined;
  const number = await tx.signup.count({
    where: { sessionId, state, position: { lte: position } },
  });
  return { signup, state, number };
}

export interface SeatRequest {
  sessionId: string;
  personId: string;
  note: string;
  now: Date;
}

/**
 * Takes the next place of a session, or the next of its waiting list. One at a time for a session, in every
 * process: never more places than seats, and who waits is served in the order of coming.
 * Run it within {@link seatTransaction}.
 */
export async function reserveSeat(tx: Transaction, coming: SeatRequest): Promise<ReserveResult> {
  const { sessionId, personId, note, now } = coming;
  const held = await lockSession(tx, sessionId);
  if (!held) return { outcome: 'over' };
  const where = { sessionId_personId: { sessionId, personId } };
  const known = await tx.signup.findUnique({ where });
  const before = known ? await findSeatPosition(tx, known) : undefined;
  if (before) return { outcome: 'already', place: before, promoted: [] };
  if (held.isClosed) return { outcome: 'closed' };
  if (held.startsAt <= now) return { outcome: 'over' };
  // Who gave a place back and comes again gets a new turn.
  if (known) await tx.signup.delete({ where });
  const made = await tx.signup.create({
    data: { sessionId, personId, note, state: 'waiting', createdAt: now },
  });
  const promoted = await promoteWaiting(tx, sessionId, now);
  const state = promoted.includes(personId) ? 'placed' : 'waiting';
  const place = await findSeatPosition(tx, { ...made, state });
  if (!place) return { outcome: 'over' };
  return { outcome: 'taken', place, promoted: promoted.filter((id) => id !== personId) };
}

/** A place that was given back. */
export interface ReleaseResult {
  /** Whether it was a seat, or a turn in the waiting list. */
  previousState: SeatPosition['state'];
  /** Who got a seat by it. */
  promoted: string[];
}

/**
 * Gives a place back; the first who waits gets it. Run it within {@link seatTransaction}.
 * @returns nothing when there was none to give back
 */
export async function releaseSeat(
  tx: Transaction,
  { sessionId, personId, now }: Pick<SeatRequest, 'sessionId' | 'personId' | 'now'>,
): Promise<ReleaseResult | undefined> {
  await lockSession(tx, sessionId);
  const where = { sessionId_personId: { sessionId, personId } };
  const previousState = (await tx.signup.findUnique({ where }))?.state ?? 'withdrawn';
  if (previousState === 'withdrawn') return undefined;
  await tx.signup.update({ where, data: { state: 'withdrawn' } });
  return { previousState, promoted: await promoteWaiting(tx, sessionId, now) };
}

/**
 * Gives seats that became free in another way (a person deleted, two people made one) to those who wait.
 * Run it within {@link seatTransaction}. @returns who got a place
 */
export async function promoteIntoFreeSeats(
  tx: Transaction,
  sessionId: string,
  now: Date,
): Promise<string[]> {
  await lockSession(tx, sessionId);
  return promoteWaiting(tx, sessionId, now);
}
