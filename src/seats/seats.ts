import { z } from 'zod';
import type { Signup } from '../database/generated/client.ts';
import { AttendanceState } from '../database/generated/enums.ts';
import type { Transaction } from '../delivery/publications.ts';
import { type ActiveState, activeStates, isActive } from './states.ts';

/**
 * Options of a transaction that changes seats; times in milliseconds. Hundreds of people may queue for the lock of one
 * session, each for a few milliseconds, and none may time out. Read committed, so that the count after the lock sees
 * what others committed meanwhile.
 */
export const seatTransaction = {
  maxWait: 60_000,
  timeout: 20_000,
  isolationLevel: 'ReadCommitted',
} as const;

/** A signup's place, counted from 1 among the signups of the same session and state, in order of signing up. */
export interface SeatPosition {
  signup: Signup;
  state: ActiveState;
  number: number;
}

/** The people of a waiting list to whom free seats went. */
export interface FilledSeats {
  /** They have a seat. */
  confirmed: string[];
  /** A seat is kept for them until they answer. */
  offered: string[];
}

export type ReserveResult =
  | { outcome: 'taken' | 'already'; seat: SeatPosition; filled: FilledSeats }
  | { outcome: (typeof refusals)[number] };

/** Locks a session until the transaction ends. */
async function lockSession(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM "Session" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

/** Locks several sessions until the transaction ends, always in the same order to avoid deadlocks. */
export async function lockSessions(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT "id" FROM "Session" WHERE "id" = ANY(${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE`;
}

const filledSchema = z.object({ confirmed: z.array(z.string()), offered: z.array(z.string()) });

interface FillRequest {
  sessionId: string;
  now: Date;
  /** Somebody whose turn it is by what they just asked: a seat is theirs at once, never offered. */
  asking?: string | undefined;
}

/**
 * Gives free seats of a locked session to the waiting list, first come first served; never in a session that has
 * started.
 */
export async function fillSeats(
  tx: Transaction,
  { sessionId, now, asking }: FillRequest,
): Promise<FilledSeats> {
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT * FROM "callboard_fill_seats"(${sessionId}::uuid, ${now}, ${asking ?? null}::uuid)`;
  return filledSchema.parse(row);
}

/** The position of a signup; undefined for one that has none any more, or not yet. */
export async function findSeatPosition(
  tx: Pick<Transaction, 'signup'>,
  signup: Signup,
): Promise<SeatPosition | undefined> {
  const { sessionId, state, position } = signup;
  if (!isActive(state)) return undefined;
  const number = await tx.signup.count({
    where: { sessionId, state, position: { lte: position } },
  });
  return { signup, state, number };
}

/** A signup as PostgreSQL's `to_jsonb` writes it. */
const signupSchema = z.object({
  id: z.string(),
  sessionId: z.string(),
  personId: z.string().nullable(),
  state: z.enum(activeStates),
  position: z.coerce.bigint(),
  note: z.string(),
  offeredUntil: z.coerce.date().nullable(),
  asksFirst: z.boolean(),
  replacesId: z.string().nullable(),
  ownReminders: z.boolean(),
  reminders: z.array(z.int()),
  invitedAt: z.coerce.date().nullable(),
  reason: z.string(),
  attendance: z.enum(AttendanceState).nullable(),
  attendedAt: z.coerce.date().nullable(),
  createdAt: z.coerce.date(),
  originAccountId: z.string().nullable(),
});

/** Why a seat is refused; `early`: signups are not open yet; `limit`: the person has all
 * seats of the course that one may have; `rejected`: an organiser rejected the person's application. */
const refusals = ['closed', 'over', 'early', 'cancelled', 'limit', 'rejected'] as const;

const reservationSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['taken', 'already']),
    signup: signupSchema,
    number: z.int(),
    ...filledSchema.shape,
  }),
  z.object({ outcome: z.enum(refusals) }),
]);

export interface SeatRequest {
  sessionId: string;
  personId: string;
  note: string;
  now: Date;
  /** A signup of the person for another session, which ends when they have a seat in this one. */
  replacesId?: string | undefined;
}

/**
 * Takes the next seat of a session, or the next position of its waiting list. Requests for one session run one after
 * another, over all processes: seats are never overbooked, and the waiting list keeps its order.
 * Run it within {@link seatTransaction}.
 */
export async function reserveSeat(tx: Transaction, request: SeatRequest): Promise<ReserveResult> {
  const { sessionId, personId, note, now, replacesId = null } = request;
  const [row] = await tx.$queryRaw<unknown[]>`
    SELECT * FROM "callboard_reserve_seat"(
      ${sessionId}::uuid, ${personId}::uuid, ${note}, ${now}, ${replacesId}::uuid
    )`;
  return readReservation(row);
}

/** The result of the function that takes a seat. */
export function readReservation(row: unknown): ReserveResult {
  const result = reservationSchema.parse(row);
  if (!('signup' in result)) return { outcome: result.outcome };
  const { outcome, signup, number, confirmed, offered } = result;
  return { outcome, seat: { signup, state: signup.state, number }, filled: { confirmed, offered } };
}

export interface ReleaseResult {
  /** Whether it was a seat, or a position in the waiting list. */
  previousState: SeatPosition['state'];
  filled: FilledSeats;
}

/**
 * Gives a seat back; the first of the waiting list gets it. Run it within {@link seatTransaction}.
 * @param to `declined` for an offer that is not taken
 * @returns undefined when there was none to give back
 */
export async function releaseSeat(
  tx: Transaction,
  { sessionId, personId, now }: Pick<SeatRequest, 'sessionId' | 'personId' | 'now'>,
  to: 'cancelled' | 'declined' = 'cancelled',
): Promise<ReleaseResult | undefined> {
  await lockSession(tx, sessionId);
  const where = { sessionId_personId: { sessionId, personId } };
  const previousState = (await tx.signup.findUnique({ where }))?.state;
  if (previousState === undefined || !isActive(previousState)) return undefined;
  if (to === 'declined' && previousState !== 'offered') return undefined;
  await tx.signup.update({ where, data: { state: to, offeredUntil: null, replacesId: null } });
  return { previousState, filled: await fillSeats(tx, { sessionId, now }) };
}

/**
 * Takes the seat that is offered to a person. Run it within {@link seatTransaction}, its session locked.
 * @returns undefined when none is, or the time to answer has passed
 */
export async function takeOfferedSeat(
  tx: Transaction,
  { sessionId, personId, now }: Pick<SeatRequest, 'sessionId' | 'personId' | 'now'>,
): Promise<Signup | undefined> {
  const where = { sessionId, personId, state: 'offered' as const, offeredUntil: { gt: now } };
  const [taken] = await tx.signup.updateManyAndReturn({
    where,
    data: { state: 'confirmed', offeredUntil: null, asksFirst: false, replacesId: null },
  });
  return taken;
}

/**
 * Gives seats that became free in another way (a person was erased, two people were merged, there are more seats) to the
 * waiting list. Run it within {@link seatTransaction}.
 */
export async function fillFreeSeats(
  tx: Transaction,
  sessionId: string,
  now: Date,
): Promise<FilledSeats> {
  await lockSession(tx, sessionId);
  return fillSeats(tx, { sessionId, now });
}
