import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkIn, ensureCheckInKey, maxTries } from '../../../src/courses/attendance/check-in.ts';
import { codeAt } from '../../../src/courses/attendance/codes.ts';
import { markAttendance } from '../../../src/courses/attendance/mark.ts';
import { noteMissed } from '../../../src/courses/attendance/missed-job.ts';
import { setPassRule } from '../../../src/courses/attendance/rules.ts';
import { missedAfterMs } from '../../../src/courses/attendance/times.ts';
import { listCompletions } from '../../../src/courses/signups/completion.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { openEmbeddedDatabase } from '../../support/database/test-databases.ts';
import { tuesdayMorning as now } from '../../support/fixtures/command-context.ts';
import { openCourse } from './attendance-fixture.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

const marksOf = async (sessionId = '') =>
  (
    await database.prisma.signup.findMany({ where: { sessionId }, orderBy: { position: 'asc' } })
  ).map(({ attendance }) => attendance);

test('checks in whoever has a seat, once, late after a quarter of an hour', async () => {
  const { db, sessions, people } = await openCourse(database, [-0.25], [[null], [null]]);
  const [session] = sessions;
  const [one, other] = people;
  if (!session || !one || !other) throw new Error('nobody');
  const secret = await ensureCheckInKey(db, session.id);
  const code = codeAt(secret, now.epochMilliseconds);
  expect(await checkIn(one, code)).toMatchObject({ state: 'attended', isNew: true });
  const later = now.add({ seconds: 40 });
  const next = codeAt(secret, later.epochMilliseconds);
  expect(await checkIn({ ...one, now: later }, next)).toMatchObject({
    ...{ state: 'attended', isNew: false },
  });
  expect(await checkIn({ ...other, now: later }, next)).toMatchObject({ state: 'late' });
  const fresh = await ensureCheckInKey(db, session.id);
  expect(fresh).toBe(secret);
});

test('takes no check-in long before a session, nor after it, nor when it is cancelled', async () => {
  for (const hours of [0.6, -2.1]) {
    const { db, sessions, people } = await openCourse(database, [hours], [[null]]);
    const [session] = sessions;
    const [one] = people;
    if (!session || !one) throw new Error('nobody');
    const code = codeAt(await ensureCheckInKey(db, session.id), now.epochMilliseconds);
    expect(await checkIn(one, code)).toEqual({ kind: 'wrong' });
  }
});

test('lets nobody try more codes, in whichever process', async () => {
  const { people } = await openCourse(database, [0], [[null]]);
  const [one] = people;
  if (!one) throw new Error('nobody');
  for (let at = 0; at < maxTries; at += 1)
    expect(await checkIn(one, '000000')).toEqual({ kind: 'wrong' });
  await expect(checkIn(one, '000000')).rejects.toThrow('codes.tooMany');
});

test('corrects only with a reason, and records who, what and why', async () => {
  const { db, organiser, course, sessions } = await openCourse(database, [-1], [[null]]);
  const [session] = sessions;
  if (!session) throw new Error('no session');
  const signup = await db.signup.findFirstOrThrow({ where: { sessionId: session.id } });
  const mark = (state: 'attended' | 'missed' | 'excused', reason?: string) =>
    markAttendance(organiser, {
      ...{ course, session, signupId: signup.id, name: 'Linh', state, reason },
    });
  expect(await mark('missed')).toMatchObject({ kind: 'noted', previous: null });
  expect(await mark('missed')).toMatchObject({ kind: 'same' });
  await expect(mark('excused')).rejects.toThrow('attendance.refused.needsReason');
  expect(await mark('excused', 'Bị ốm')).toMatchObject({ kind: 'corrected', previous: 'missed' });
  const entries = await db.auditEntry.findMany({
    where: { accountId: organiser.account.id, action: { startsWith: 'attendance.' } },
    orderBy: { id: 'asc' },
  });
  expect(entries.map(({ action }) => action)).toEqual(['attendance.mark', 'attendance.correct']);
  expect(entries[1]?.details).toMatchObject({
    ...{ who: 'Linh', attendance: 'excused', previous: 'missed', because: 'Bị ốm' },
  });
});

test('excuses before a session, but notes nobody as there', async () => {
  const { db, organiser, course, sessions } = await openCourse(database, [24], [[null]]);
  const [session] = sessions;
  if (!session) throw new Error('no session');
  const { id: signupId } = await db.signup.findFirstOrThrow({ where: { sessionId: session.id } });
  const input = { course, session, signupId, name: 'Linh' };
  await expect(markAttendance(organiser, { ...input, state: 'attended' })).rejects.toThrow(
    'attendance.refused.early',
  );
  expect(await markAttendance(organiser, { ...input, state: 'excused' })).toMatchObject({
    kind: 'noted',
  });
});

test('notes as missed whoever has no mark, only where attendance was taken, and later', async () => {
  const { db, sessions } = await openCourse(...[database, [-2, -2]], [
    ['attended', null],
    [null, null],
    ['excused', 'excused'],
  ]);
  const [taken, untaken] = sessions;
  const ended = taken?.endsAt.getTime() ?? 0;
  expect(await noteMissed({ db, now: () => ended + missedAfterMs - 1 })).toBe(0);
  await noteMissed({ db, now: () => ended + missedAfterMs });
  expect(await marksOf(taken?.id)).toEqual(['attended', 'missed', 'excused']);
  expect(await marksOf(untaken?.id)).toEqual([null, null, 'excused']);
});

const completed = async (
  marks: Parameters<typeof openCourse>[2],
  passSessions: number | null = null,
) => {
  const opened = await openCourse(database, [-72, -48, -24], marks);
  const { db, course, people, sessions } = opened;
  const of = async (sessionId?: string) => {
    const found = await listCompletions(db, { ...course, passSessions }, { now, sessionId });
    return found.map(({ personId, sessionId: at }) => [
      people.findIndex(({ person }) => person.id === personId),
      sessions.findIndex(({ id }) => id === at),
    ]);
  };
  return { ...opened, of };
};

test('completes a course by being there, where attendance was taken', async () => {
  const { of, sessions } = await completed([
    ['attended', null, null],
    ['missed', null],
    ['excused'],
    ['late'],
  ]);
  // The second and the third session took no attendance: a seat counts.
  expect(await of()).toEqual([
    [0, 2],
    [3, 0],
    [1, 1],
  ]);
  expect(await of(sessions[0]?.id)).toEqual([
    [0, 0],
    [3, 0],
  ]);
});

test('completes a course by so many sessions of it', async () => {
  const { of, sessions } = await completed(
    [
      ['attended', 'late', 'missed'],
      ['attended', 'excused', 'attended'],
      ['attended', 'excused', 'missed'],
      ['missed', 'attended', 'attended'],
    ],
    2,
  );
  expect(await of()).toEqual([
    [0, 1],
    [1, 2],
    [3, 2],
  ]);
  expect(await of(sessions[0]?.id)).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test('sets and clears how many sessions pass, and says when that cannot be reached', async () => {
  const { organiser, course } = await openCourse(database, [24, 48], []);
  const set = await setPassRule(organiser, course, 3);
  expect(set).toMatchObject({ total: 2, isReachable: false, course: { passSessions: 3 } });
  expect(await setPassRule(organiser, set.course, 2)).toMatchObject({ isReachable: true });
  expect(await setPassRule(organiser, set.course, 0)).toMatchObject({
    course: { passSessions: null },
  });
});
