import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Application,
  applicationInclude,
  readQueue,
} from '../../../src/courses/applications/applications.ts';
import {
  approveApplication,
  rejectApplication,
} from '../../../src/courses/applications/decisions/decide.ts';
import { endUndecided } from '../../../src/courses/applications/decisions/undecided-job.ts';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import type { Course } from '../../../src/database/generated/client.ts';
import { reserveSeat, seatTransaction } from '../../../src/seats/seats.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../../support/database/test-databases.ts';

const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const at = new Date(now.epochMilliseconds);
const startsAt = new Date(at.getTime() + 5 * 86_400_000);

const stores: readonly (readonly [string, () => Promise<OpenDatabase[]>])[] = [
  ['PGlite', async () => [await openEmbeddedDatabase()]],
  [
    'PostgreSQL, two processes',
    async () => {
      const url = await createPostgresDatabase();
      return [await openDatabase({ url }), await openDatabase({ url })];
    },
  ],
];

describe.each(stores)('applications on %s', (_store, open) => {
  let opened: OpenDatabase[];
  let db: OpenDatabase['prisma'];
  let account: { id: string };
  beforeAll(async () => {
    opened = await open();
    const [first] = opened;
    if (!first) throw new Error('No store was opened');
    db = first.prisma;
    account = await db.account.create({
      data: { platform: 'discord', platformId: 'o', name: 'O', person: { create: {} } },
    });
  });
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  const apply = (sessionId: string, personId: string) =>
    db.$transaction(
      (tx) => reserveSeat(tx, { sessionId, personId, note: '', now: at }),
      seatTransaction,
    );

  /** A session whose signups are approved, and who applied for it, in this order. */
  async function applied(seats: number, count: number, rules: Partial<Course> = {}) {
    const community = await db.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    const session = await db.session.create({
      data: {
        ...{ startsAt, endsAt: startsAt, zone: 'Asia/Ho_Chi_Minh', seats },
        course: {
          create: {
            ...{ communityId: community.id, title: 'Podcast', searchText: '' },
            ...{ needsApproval: true, offerMinutes: rules.offerMinutes ?? null },
            freezeMinutes: rules.freezeMinutes ?? 0,
          },
        },
      },
    });
    for (let index = 0; index < count; index += 1) {
      const { id } = await db.person.create({ data: {} });
      expect(await apply(session.id, id)).toMatchObject({
        outcome: 'taken',
        seat: { state: 'pending', number: index + 1 },
        filled: { confirmed: [], offered: [] },
      });
    }
    const list = () =>
      db.signup.findMany({
        where: { sessionId: session.id },
        orderBy: { position: 'asc' },
        include: applicationInclude,
      });
    return { communityId: community.id, session, list, applications: await list() };
  }

  /** Decides in one of the processes, in turn. @returns what people were told */
  function services(process = 0) {
    const told: string[] = [];
    const note = (outcome: string) => async (_tx: unknown, _session: unknown, who: unknown) => {
      if (!Array.isArray(who) || who.length > 0) told.push(outcome);
    };
    return {
      told,
      ...{ db: opened[process % opened.length]?.prisma ?? db, now, account, zone: 'UTC' },
      notices: {
        decided: async (_tx: unknown, { outcome }: { outcome: string }) => {
          told.push(outcome);
        },
        ...{ promoted: note('promoted'), offered: note('offered'), lapsed: note('lapsed') },
      },
    };
  }

  const approve = (application: Application | undefined, process = 0) => {
    if (!application) throw new Error('There is no such application');
    const given = services(process);
    return approveApplication(given, application).then(
      ({ outcome }) => [outcome, ...given.told],
      ({ error }) => [error.key],
    );
  };

  test('take no seat, and get one or wait in the order of approval', async () => {
    const { applications, list, communityId } = await applied(1, 3);
    expect((await readQueue(db, { communityId }, at)).total).toBe(3);
    const [first, second, third] = applications;
    expect(await approve(third)).toEqual(['confirmed', 'confirmed']);
    expect(await approve(second)).toEqual(['waiting', 'waiting']);
    expect(await approve(first)).toEqual(['waiting', 'waiting']);
    expect((await list()).map(({ id, state }) => [id, state])).toEqual([
      [third?.id, 'confirmed'],
      [second?.id, 'waiting'],
      [first?.id, 'waiting'],
    ]);
    expect((await readQueue(db, { communityId }, at)).total).toBe(0);
    expect(
      await db.auditEntry.count({ where: { communityId, action: 'application.approve' } }),
    ).toBe(3);
  });

  test('are decided once when many decide at the same time, and never overbook', async () => {
    const { applications, list } = await applied(2, 4);
    const results = await Promise.all(
      [...applications, ...applications].map((application, index) => approve(application, index)),
    );
    expect(results.filter(([result]) => result === 'applications.refused.decided')).toHaveLength(4);
    expect((await list()).map(({ state }) => state).toSorted()).toEqual([
      ...['confirmed', 'confirmed', 'waiting', 'waiting'],
    ]);
  });

  test('get a free seat at once even where seats are offered or the list stands still', async () => {
    for (const rules of [{ offerMinutes: 60 }, { freezeMinutes: 10 * 24 * 60 }]) {
      const { applications } = await applied(1, 1, rules);
      expect(await approve(applications[0])).toEqual(['confirmed', 'confirmed']);
    }
  });

  test('keep the reason of a rejection, after which one cannot apply again', async () => {
    const { applications, list, session } = await applied(1, 1);
    const [application] = applications;
    if (!application) throw new Error('Nobody applied');
    const given = services();
    await rejectApplication(given, application, 'Full of beginners');
    expect(given.told).toEqual(['rejected']);
    expect(await list()).toMatchObject([{ state: 'rejected', reason: 'Full of beginners' }]);
    expect(await apply(session.id, application.personId ?? '')).toEqual({ outcome: 'rejected' });
    expect(await approve(application)).toEqual(['applications.refused.decided']);
  });

  test('are withdrawn by the person, and not decided when the session was cancelled', async () => {
    const { applications, session } = await applied(1, 2);
    await db.signup.update({
      where: { id: applications[0]?.id ?? '' },
      data: { state: 'cancelled' },
    });
    expect(await approve(applications[0])).toEqual(['applications.refused.withdrawn']);
    await db.session.update({ where: { id: session.id }, data: { cancelledAt: at } });
    expect(await approve(applications[1])).toEqual(['courses.refused.sessionCancelled']);
  });

  test('need no approval of who is invited', async () => {
    const { session } = await applied(1, 0);
    const { id } = await db.person.create({ data: {} });
    await db.signup.create({
      data: { sessionId: session.id, personId: id, state: 'invited', invitedAt: at },
    });
    expect(await apply(session.id, id)).toMatchObject({ seat: { state: 'confirmed' } });
  });

  test('end when the session starts, once', async () => {
    const { list } = await applied(1, 2);
    const given = services();
    const end = (time: Date, process: number) =>
      endUndecided({ ...given, db: services(process).db, now: () => time.getTime() });
    expect(await end(new Date(startsAt.getTime() - 1), 0)).toBe(0);
    const counts = await Promise.all([end(startsAt, 0), end(startsAt, 1)]);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(2);
    expect((await list()).map(({ state }) => state)).toEqual(['declined', 'declined']);
    expect(new Set(given.told)).toEqual(new Set(['undecided']));
  });
});
