import type { Course, Person, PrismaClient, Session } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { reserveSeatAlone } from '../../seats/reserve-alone.ts';
import { releaseSeat, reserveSeat, type SeatPosition, seatTransaction } from '../../seats/seats.ts';
import { openSessionsWhere, type SessionOccupancy, withOccupancy } from '../queries.ts';
import { announceFilled } from './announce-filled.ts';
import type { SessionWithCourse, SignupWithSession } from './queries.ts';
import type { ApplicationNotice, SeatNotices } from './seat-notices.ts';

export interface SignupServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
  notices: SeatNotices;
}

export interface SignUpServices extends SignupServices {
  /** @throws UserError when the person may not sign up for it */
  requireEligible(session: SessionWithCourse): Promise<void>;
  /** Prepares telling organisers of an application. */
  prepareApplication(communityId: string): Promise<ApplicationNotice>;
}

export interface SignupInput {
  course: Course;
  /** Without one, the only open session of the course. */
  session?: { session: Session } | undefined;
  note?: string | undefined;
}

export type SignupResult =
  /** The course has several open sessions and none was chosen. */
  | { kind: 'choose'; sessions: SessionOccupancy[] }
  /** The person may have one seat in the course, and has it or waits in another session. */
  | { kind: 'swap'; from: SignupWithSession; session: SessionWithCourse }
  | { kind: 'signedUp'; session: SessionWithCourse; seat: SeatPosition; isNew: boolean };

/** @throws UserError when the course is closed, or has no open session */
async function requireOpenSessions(
  { db, now }: Pick<SignupServices, 'db' | 'now'>,
  course: Course,
): Promise<Session[]> {
  if (course.cancelledAt) throw new UserError('courses.refused.cancelled');
  if (course.closedAt) throw new UserError('courses.refused.closed');
  const sessions = await db.session.findMany({
    where: { courseId: course.id, ...openSessionsWhere(new Date(now.epochMilliseconds)) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  if (sessions.length === 0) throw new UserError('courses.refused.noSessions');
  return sessions;
}

/** The signup of a person that could be changed for one in another session, where it is the only one they may have. */
async function findSwappable(
  { db, now, person }: Pick<SignupServices, 'db' | 'now' | 'person'>,
  { id: courseId, seatsPerPerson }: Course,
): Promise<SignupWithSession | undefined> {
  if (seatsPerPerson !== 1) return undefined;
  const found = await db.signup.findFirst({
    where: {
      ...{ personId: person.id, state: { in: ['confirmed', 'waiting'] }, replacedBy: { none: {} } },
      session: { courseId, cancelledAt: null, startsAt: { gt: new Date(now.epochMilliseconds) } },
    },
    include: { session: { include: { course: true } } },
    orderBy: { state: 'asc' },
  });
  return found ?? undefined;
}

/**
 * Takes a seat in a session of a course, or the next position of its waiting list, or applies for it where organisers
 * approve who signs up; signing up twice changes nothing.
 * @throws UserError when the course or the session is closed, cancelled or has started, the person may not sign up, was
 * rejected, or has a seat in another session and may have one only
 */
export async function signUp(
  services: SignUpServices,
  { course, session: chosen, note = '' }: SignupInput,
): Promise<SignupResult> {
  const { db, now, person, notices } = services;
  const open = chosen ? [] : await requireOpenSessions(services, course);
  const only = chosen?.session ?? (open.length === 1 ? open[0] : undefined);
  if (!only) return { kind: 'choose', sessions: await withOccupancy(db, open) };
  const session = { ...only, course };
  await services.requireEligible(session);
  const applied = course.needsApproval && (await services.prepareApplication(course.communityId));
  const request = {
    sessionId: session.id,
    personId: person.id,
    note,
    now: new Date(now.epochMilliseconds),
  };
  const result =
    (applied ? undefined : await reserveSeatAlone(db, request)) ??
    (await db.$transaction(async (tx) => {
      const reserved = await reserveSeat(tx, request);
      if ('filled' in reserved)
        await announceFilled(tx, { notices, now: request.now }, session, reserved.filled);
      if (applied && reserved.outcome === 'taken' && reserved.seat.state === 'pending')
        await applied(tx, session);
      return reserved;
    }, seatTransaction));
  if (!('seat' in result)) {
    const from = result.outcome === 'limit' && (await findSwappable(services, course));
    if (from) return { kind: 'swap', from, session };
    throw new UserError(`courses.refused.${result.outcome}`);
  }
  return { kind: 'signedUp', session, seat: result.seat, isNew: result.outcome === 'taken' };
}

/**
 * Gives a seat or a position in the waiting list back; the first waiting person gets the seat and is notified.
 * @returns what was given back
 * @throws UserError when it was given back before, or the session has started
 */
export async function withdrawSignup(
  { db, now, person, notices }: SignupServices,
  { session }: SignupWithSession,
): Promise<SeatPosition['state']> {
  const at = new Date(now.epochMilliseconds);
  if (session.startsAt <= at) throw new UserError('courses.refused.over');
  return db.$transaction(async (tx) => {
    const released = await releaseSeat(tx, {
      sessionId: session.id,
      personId: person.id,
      now: at,
    });
    if (!released) throw new UserError('courses.refused.notSignedUp');
    await announceFilled(tx, { notices, now: at }, session, released.filled);
    return released.previousState;
  }, seatTransaction);
}
