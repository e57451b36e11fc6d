import { randomBytes } from 'node:crypto';
import type { Person, PrismaClient } from '../../database/generated/client.ts';
import type { AttendanceState } from '../../database/generated/enums.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { countAttempt } from '../../people/one-time-codes.ts';
import type { SessionWithCourse } from '../signups/queries.ts';
import { judgeCode, readCode } from './codes.ts';
import { arrivalState, opensBeforeMs } from './times.ts';

/** Codes that one person may try in the time that `countAttempt` counts. */
export const maxTries = 5;
/** Sessions at one time whose codes are looked at. */
const maxSessions = 1000;

export interface CheckInServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
}

export type CheckInResult =
  | { kind: 'checkedIn'; session: SessionWithCourse; state: AttendanceState; isNew: boolean }
  /** The code was shown in the last half hour. */
  | { kind: 'old' }
  | { kind: 'wrong' }
  /** The code is right, but the person has no seat there. `host` shows the code, as far as is known. */
  | { kind: 'noSeat'; session: SessionWithCourse; host: string | undefined };

/** The secret of a session's codes; made where there is none. */
export async function ensureCheckInKey(
  db: Pick<PrismaClient, 'checkInKey'>,
  sessionId: string,
): Promise<string> {
  const secret = randomBytes(20).toString('base64url');
  const key = await db.checkInKey.upsert({
    where: { sessionId },
    create: { sessionId, secret },
    update: {},
  });
  return key.secret;
}

/** The sessions to which people can check in now, those of the person first. */
async function findSessionsNow({ db, now, person }: CheckInServices) {
  const at = now.epochMilliseconds;
  const onNow = {
    startsAt: { lte: new Date(at + opensBeforeMs) },
    endsAt: { gte: new Date(at) },
    cancelledAt: null,
    checkInKey: { isNot: null },
    course: withKnownEnumValues.course,
  };
  const include = { course: true, checkInKey: true } as const;
  const seat = { personId: person.id, state: 'confirmed' as const };
  const own = await db.session.findMany({
    where: { ...onNow, signups: { some: seat } },
    include: { ...include, signups: { where: seat } },
  });
  return {
    own,
    findOthers: () => db.session.findMany({ where: onNow, include, take: maxSessions }),
  };
}

/** Who asked last for the page with the code. */
async function findHost(db: PrismaClient, sessionId: string): Promise<string | undefined> {
  const page = await db.attendancePage.findFirst({
    where: { sessionId, kind: 'screen' },
    orderBy: { createdAt: 'desc' },
    include: { account: true },
  });
  return page ? displayName(page.account) : undefined;
}

/** Notes that somebody is there, unless something is noted already. */
async function note(
  db: PrismaClient,
  { id }: { id: string },
  session: SessionWithCourse,
  at: number,
): Promise<CheckInResult> {
  const state = arrivalState(session, at);
  const { count } = await db.signup.updateMany({
    where: { id, state: 'confirmed', attendance: null },
    data: { attendance: state, attendedAt: new Date(at) },
  });
  if (count > 0) return { kind: 'checkedIn', session, state, isNew: true };
  const before = await db.signup.findUnique({ where: { id } });
  return before?.attendance
    ? { kind: 'checkedIn', session, state: before.attendance, isNew: false }
    : { kind: 'noSeat', session, host: await findHost(db, session.id) };
}

/**
 * Checks a person in to the session that shows this code now: attended, or late. What is noted already stays.
 * @throws UserError after too many tries
 */
export async function checkIn(services: CheckInServices, typed: string): Promise<CheckInResult> {
  const { db, now, person } = services;
  const at = now.epochMilliseconds;
  await countAttempt(db, `checkin:${person.id}`, maxTries, new Date(at));
  const code = readCode(typed);
  if (code === undefined) throw new UserError('attendance.errors.noCode', {}, ['code']);
  const { own, findOthers } = await findSessionsNow(services);
  const judge = ({ checkInKey }: { checkInKey: { secret: string } | null }) =>
    checkInKey ? judgeCode(checkInKey.secret, code, at) : 'wrong';
  for (const session of own) {
    const [signup] = session.signups;
    if (signup && judge(session) === 'accepted') return note(db, signup, session, at);
  }
  const isOld = own.some((session) => judge(session) === 'old');
  const others = await findOthers();
  const session = others.find((one) => judge(one) === 'accepted');
  if (session) return { kind: 'noSeat', session, host: await findHost(db, session.id) };
  return { kind: isOld || others.some((one) => judge(one) === 'old') ? 'old' : 'wrong' };
}
