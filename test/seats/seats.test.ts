import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/database/database.ts';
import { reserveSeatAlone } from '../../src/seats/reserve-alone.ts';
import {
  type ReserveResult,
  releaseSeat,
  reserveSeat,
  seatTransaction,
} from '../../src/seats/seats.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../support/database/test-databases.ts';

const now = new Date('2026-11-24T02:00:00Z');

/** The embedded store, and a server with the connections of two processes. */
const stores: readonly (readonly [string, () => Promise<OpenDatabase[]>])[] = [
  ['PGlite', async () => [await openEmbeddedDatabase()]],
  [
    'PostgreSQL, two processes',
    async () => {
      const url = await createPostgresDatabase();
      // Four hundred wait for a few connections, and other tests may slow the machine down.
      const timeouts = { connection: 30_000, statement: 30_000, idle: 40_000 };
      return [await openDatabase({ url, timeouts }), await openDatabase({ url, timeouts })];
    },
  ],
];

describe.each(stores)('course seats on %s', (_store, open) => {
  let opened: OpenDatabase[];
  let database: OpenDatabase;
  let communityId: string;
  let next = 0;

  /** Each action goes through the other process. */
  function anyProcess(): OpenDatabase {
    next += 1;
    return opened[next % opened.length] ?? database;
  }

  beforeAll(async () => {
    opened = await open();
    const [first] = opened;
    if (!first) throw new Error('No store was opened');
    database = first;
    const { id } = await database.prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    communityId = id;
  });
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  interface SessionOptions {
    seats: number;
    closed?: boolean;
    courseClosed?: boolean;
    startsAt?: Date;
  }

  async function makeSession({ seats, closed, courseClosed, startsAt }: SessionOptions) {
    const start = startsAt ?? new Date(now.getTime() + 86_400_000);
    const course = await database.prisma.course.create({
      data: {
        communityId,
        title: 'Podcast',
        searchText: 'podcast',
        closedAt: courseClosed ? now : null,
        sessions: {
          create: {
            startsAt: start,
            endsAt: start,
            zone: 'Asia/Ho_Chi_Minh',
            seats,
            closedAt: closed ? now : null,
          },
        },
      },
      include: { sessions: true },
    });
    return course.sessions[0]?.id ?? '';
  }

  async function makePeople(count: number): Promise<string[]> {
    const made = await database.prisma.person.createManyAndReturn({
      data: Array.from({ length: count }, () => ({})),
    });
    return made.map(({ id }) => id);
  }

  const come = (sessionId: string, personId: string, note = ''): Promise<ReserveResult> =>
    anyProcess().prisma.$transaction(
      (tx) => reserveSeat(tx, { sessionId, personId, note, now }),
      seatTransaction,
    );
  const leave = (sessionId: string, personId: string) =>
    anyProcess().prisma.$transaction(
      (tx) => releaseSeat(tx, { sessionId, personId, now }),
      seatTransaction,
    );

  /** `confirmed 3`, `waiting 1`, `closed`. */
  const told = (taken: ReserveResult): string =>
    'seat' in taken ? `${taken.seat.state} ${taken.seat.number}` : taken.outcome;

  const comeAlone = (sessionId: string, personId: string) =>
    reserveSeatAlone(anyProcess().prisma, { sessionId, personId, note: '', now });

  test('takes a seat or a position by one statement, as within a transaction', async () => {
    const session = await makeSession({ seats: 2 });
    const people = await makePeople(5);
    const all = await Promise.all(people.map((person) => comeAlone(session, person)));
    expect(all.map((one) => one && told(one)).toSorted()).toEqual([
      ...['confirmed 1', 'confirmed 2', 'waiting 1', 'waiting 2', 'waiting 3'],
    ]);
    const closed = await makeSession({ seats: 1, closed: true });
    expect(await comeAlone(closed, people[0] ?? '')).toEqual({ outcome: 'closed' });
  });

  test('does nothing by one statement where others would get seats, who are told in its transaction', async () => {
    const session = await makeSession({ seats: 1 });
    const [first = '', second = '', third = ''] = await makePeople(3);
    await come(session, first);
    await come(session, second);
    await database.prisma.session.update({ where: { id: session }, data: { seats: 3 } });
    expect(await comeAlone(session, third)).toBeUndefined();
    expect(await database.prisma.signup.count({ where: { sessionId: session } })).toBe(2);
    expect(await come(session, third)).toMatchObject({
      ...{ outcome: 'taken', seat: { state: 'confirmed', number: 3 } },
      filled: { confirmed: [second], offered: [] },
    });
  });

  test('does nothing by one statement where organisers approve, who are told in its transaction', async () => {
    const session = await makeSession({ seats: 1 });
    await database.prisma.course.updateMany({
      where: { sessions: { some: { id: session } } },
      data: { needsApproval: true },
    });
    const [person = ''] = await makePeople(1);
    expect(await comeAlone(session, person)).toBeUndefined();
    expect(await database.prisma.signup.count({ where: { sessionId: session } })).toBe(0);
  });

  test('gives a person one seat of a course in which each may have one, however many they ask for at once', async () => {
    const first = await makeSession({ seats: 5 });
    const { courseId, ...session } = await database.prisma.session.findUniqueOrThrow({
      where: { id: first },
      select: {
        courseId: true,
        startsAt: true,
        endsAt: true,
        zone: true,
        seats: true,
        runId: true,
      },
    });
    await database.prisma.session.updateMany({
      data: { endsAt: new Date(now.getTime() + 2 * 86_400_000) },
      where: { id: first },
    });
    await database.prisma.course.update({ where: { id: courseId }, data: { seatsPerPerson: 1 } });
    const more = await database.prisma.session.createManyAndReturn({
      data: [1, 2, 3].map((day) => ({
        ...session,
        courseId,
        endsAt: new Date(now.getTime() + (day + 2) * 86_400_000),
      })),
    });
    expect(new Set(more.map(({ runId }) => runId))).toEqual(new Set([session.runId]));
    const ids = [first, ...more.map(({ id }) => id)];
    const people = await makePeople(12);
    const answers = await Promise.all(
      people.flatMap((personId) => ids.map(async (id) => told(await come(id, personId)))),
    );
    expect(answers.filter((answer) => answer === 'limit')).toHaveLength(people.length * 3);
    for (const personId of people)
      expect(await database.prisma.signup.count({ where: { personId } })).toBe(1);
    const cancelled = await database.prisma.signup.findFirstOrThrow({
      where: { personId: people[0] ?? '' },
    });
    await database.prisma.session.update({
      where: { id: cancelled.sessionId },
      data: { cancelledAt: now },
    });
    const other = ids.find((id) => id !== cancelled.sessionId) ?? '';
    expect(told(await come(other, people[0] ?? ''))).toMatch(/^(confirmed|waiting) /);
  });

  test('gives no seat in a session that is cancelled', async () => {
    const sessionId = await makeSession({ seats: 1 });
    const [one = '', two = '', three = ''] = await makePeople(3);
    await come(sessionId, one);
    await come(sessionId, two);
    await database.prisma.session.update({ where: { id: sessionId }, data: { cancelledAt: now } });
    expect(told(await come(sessionId, three))).toBe('cancelled');
    expect(await leave(sessionId, one)).toEqual({
      previousState: 'confirmed',
      filled: { confirmed: [], offered: [] },
    });
  });

  test('gives 25 seats to 400 simultaneous people and puts the rest on the waiting list in order', async () => {
    const sessionId = await makeSession({ seats: 25 });
    const people = await makePeople(400);
    const order: string[] = [];
    const answers = await Promise.all(
      people.map(async (personId) => {
        const taken = await come(sessionId, personId);
        order.push(personId);
        return { personId, taken };
      }),
    );
    const confirmed = answers.filter(
      ({ taken }) => 'seat' in taken && taken.seat.state === 'confirmed',
    );
    expect(confirmed).toHaveLength(25);
    const numbers = answers.map(({ taken }) => told(taken)).sort();
    const expected = [
      ...Array.from({ length: 25 }, (_, index) => `confirmed ${index + 1}`),
      ...Array.from({ length: 375 }, (_, index) => `waiting ${index + 1}`),
    ].sort();
    expect(numbers).toEqual(expected);
    const rows = await database.prisma.signup.findMany({
      where: { sessionId },
      orderBy: { position: 'asc' },
    });
    expect(rows.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 25 }, () => 'confirmed'),
      ...Array.from({ length: 375 }, () => 'waiting'),
    ]);
    // The answers match the final positions.
    const toldTo = new Map(answers.map(({ personId, taken }) => [personId, told(taken)]));
    expect(rows.map(({ personId }) => toldTo.get(personId ?? ''))).toEqual([
      ...Array.from({ length: 25 }, (_, index) => `confirmed ${index + 1}`),
      ...Array.from({ length: 375 }, (_, index) => `waiting ${index + 1}`),
    ]);
    // Within one process, earlier answers have earlier positions.
    expect(opened.length > 1 || rows.every((row, at) => row.personId === order[at])).toBe(true);
  });

  test('fills every seat exactly once while 100 people come and 20 leave', async () => {
    const sessionId = await makeSession({ seats: 25 });
    const first = await makePeople(40);
    for (const personId of first) await come(sessionId, personId);
    const next = await makePeople(100);
    await Promise.all([
      ...next.map((personId) => come(sessionId, personId)),
      ...first.slice(0, 20).map((personId) => leave(sessionId, personId)),
    ]);
    const rows = await database.prisma.signup.findMany({
      where: { sessionId, state: { not: 'cancelled' } },
      orderBy: { position: 'asc' },
    });
    expect(rows).toHaveLength(120);
    expect(rows.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 25 }, () => 'confirmed'),
      ...Array.from({ length: 95 }, () => 'waiting'),
    ]);
  });

  test('tells someone who signs up again which seat they have, and keeps it', async () => {
    const sessionId = await makeSession({ seats: 1 });
    const [a = '', b = ''] = await makePeople(2);
    expect(told(await come(sessionId, a))).toBe('confirmed 1');
    expect(told(await come(sessionId, b))).toBe('waiting 1');
    const again = await come(sessionId, b);
    expect(again.outcome).toBe('already');
    expect(told(again)).toBe('waiting 1');
    expect(await database.prisma.signup.count({ where: { sessionId } })).toBe(2);
  });

  test('gives a returned seat to the first waiting person and puts those who come again last', async () => {
    const sessionId = await makeSession({ seats: 1 });
    const [a = '', b = '', c = ''] = await makePeople(3);
    for (const personId of [a, b, c]) await come(sessionId, personId);
    expect(await leave(sessionId, a)).toEqual({
      previousState: 'confirmed',
      filled: { confirmed: [b], offered: [] },
    });
    expect(await leave(sessionId, a)).toBeUndefined();
    expect(told(await come(sessionId, a, 'sorry'))).toBe('waiting 2');
    expect(await leave(sessionId, c)).toEqual({
      previousState: 'waiting',
      filled: { confirmed: [], offered: [] },
    });
    expect(told(await come(sessionId, a))).toBe('waiting 1');
    expect(await leave(sessionId, b)).toEqual({
      previousState: 'confirmed',
      filled: { confirmed: [a], offered: [] },
    });
  });

  test('gives an implicitly freed seat to a waiting person before a new one', async () => {
    const sessionId = await makeSession({ seats: 1 });
    const [a = '', b = '', c = ''] = await makePeople(3);
    await come(sessionId, a);
    await come(sessionId, b);
    await database.prisma.person.delete({ where: { id: a } });
    const taken = await come(sessionId, c);
    expect(told(taken)).toBe('waiting 1');
    expect(taken).toMatchObject({ filled: { confirmed: [b], offered: [] } });
  });

  test.each([
    ['a closed session', { seats: 5, closed: true }, 'closed'],
    ['a closed course', { seats: 5, courseClosed: true }, 'closed'],
    ['a session that has begun', { seats: 5, startsAt: now }, 'over'],
  ])('accepts no signup for %s', async (_name, options, outcome) => {
    const sessionId = await makeSession(options);
    const [a = ''] = await makePeople(1);
    expect(told(await come(sessionId, a))).toBe(outcome);
    expect(await database.prisma.signup.count({ where: { sessionId } })).toBe(0);
  });
});
