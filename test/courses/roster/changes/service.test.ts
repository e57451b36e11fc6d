import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  RosterAction,
  RosterChange,
  Way,
} from '../../../../src/courses/roster/changes/change.ts';
import { planRosterChange } from '../../../../src/courses/roster/changes/plan.ts';
import { changeRoster } from '../../../../src/courses/roster/changes/service.ts';
import type { OpenDatabase } from '../../../../src/database/database.ts';
import { UserError } from '../../../../src/kit/define/user-error.ts';
import { findTransition } from '../../../../src/seats/transitions.ts';
import { emptyDatabase } from '../../../support/database/empty-database.ts';
import { databaseKinds } from '../../../support/database/test-databases.ts';

describe.each(databaseKinds)('changes of rosters by hand, on %s', (_name, open) => {
  let database: OpenDatabase;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(() => emptyDatabase(database.prisma));

  const now = Temporal.Instant.from('2026-12-01T03:00:00Z');
  const hours = (count: number) => new Date(now.epochMilliseconds + count * 3_600_000);

  /** A course with two sessions of so many seats; the first begins at `startsIn`, in hours. */
  async function openCourse({ seats = 1, startsIn = 24 } = {}) {
    const { prisma: db } = database;
    const community = await db.community.create({
      data: { name: 'Nhà làm phim', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    const course = await db.course.create({
      data: { communityId: community.id, title: 'Quay phim', searchText: 'quay phim' },
    });
    const addSession = (at: number) =>
      db.session.create({
        data: {
          ...{ courseId: course.id, seats, zone: 'Asia/Ho_Chi_Minh' },
          ...{ startsAt: hours(at), endsAt: hours(at + 2) },
        },
      });
    const [session, other] = [await addSession(startsIn), await addSession(48)];
    const organiser = await addPerson('Thảo');
    const told: RosterChange[] = [];
    const promoted: string[] = [];

    async function addPerson(name: string) {
      const { id, accounts } = await db.person.create({
        data: { accounts: { create: { platform: 'telegram', platformId: name, name } } },
        include: { accounts: true },
      });
      return { id, name, accountId: accounts[0]?.id ?? '' };
    }
    const services = {
      ...{ db, now, account: { id: organiser.accountId } },
      notices: {
        changed: async (_tx: unknown, change: RosterChange) => void told.push(change),
        promoted: async (_tx: unknown, _session: unknown, personIds: readonly string[]) =>
          void promoted.push(...personIds),
        offered: async () => undefined,
        lapsed: async () => undefined,
      },
    };
    const input = (action: RosterAction, person: { id: string; name: string }) => ({
      ...{ action, course, session, person },
      to: action === 'move' ? other : undefined,
      reason: action === 'remove' ? 'Trùng lịch' : undefined,
    });
    return {
      ...{ db, course, session, other, addPerson, services, told, promoted, input },
      plan: async (action: RosterAction, person: { id: string; name: string }) =>
        (await planRosterChange(services, input(action, person))).ways,
      change: (action: RosterAction, person: { id: string; name: string }, way: Way) =>
        changeRoster(services, input(action, person), way),
      stateOf: async ({ id: personId }: { id: string }, sessionId = session.id) =>
        (await db.signup.findUnique({ where: { sessionId_personId: { sessionId, personId } } }))
          ?.state,
      seats: async (id = session.id) =>
        (await db.session.findUniqueOrThrow({ where: { id } })).seats,
    };
  }

  const refusalOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'none',
      (error: unknown) => (error instanceof UserError ? error.message : error),
    );

  test('asks again when the free seat was taken meanwhile, and adds one only when told to', async () => {
    const { addPerson, change, stateOf, seats, told } = await openCourse();
    const [linh, minh] = [await addPerson('Linh'), await addPerson('Minh')];
    expect(await change('add', linh, 'seat')).toMatchObject({ kind: 'done' });
    expect(await change('add', minh, 'seat')).toMatchObject({
      kind: 'asks',
      plan: { ways: ['extra', 'waiting'] },
    });
    expect(await stateOf(minh)).toBeUndefined();
    expect(told).toHaveLength(1);
    await change('add', minh, 'extra');
    expect([await stateOf(minh), await seats()]).toEqual(['confirmed', 2]);
    expect(told.map(({ person, signup }) => [person.name, signup.state])).toEqual([
      ['Linh', 'confirmed'],
      ['Minh', 'confirmed'],
    ]);
  });

  test('adds no seat when one became free meanwhile', async () => {
    const { addPerson, change, stateOf, seats } = await openCourse({ seats: 1 });
    const linh = await addPerson('Linh');
    await change('add', linh, 'extra');
    expect([await stateOf(linh), await seats()]).toEqual(['confirmed', 1]);
  });

  test('a seat that becomes free by a removal or a move goes to whoever waits', async () => {
    const { addPerson, change, stateOf, promoted, other, session } = await openCourse();
    const linh = await addPerson('Linh');
    const minh = await addPerson('Minh');
    const quang = await addPerson('Quang');
    await change('add', linh, 'seat');
    await change('add', minh, 'waiting');
    await change('add', quang, 'waiting');
    await change('remove', linh, 'out');
    expect(promoted).toEqual([minh.id]);
    expect(await stateOf(linh)).toBe('removed');
    await change('move', minh, 'seat');
    expect(promoted).toEqual([minh.id, quang.id]);
    expect(await stateOf(minh)).toBeUndefined();
    expect(await stateOf(minh, other.id)).toBe('confirmed');
    expect(await stateOf(quang, session.id)).toBe('confirmed');
  });

  test('moves who waits to the waiting list of a full session, at its end', async () => {
    const { addPerson, change, plan, db, other, input, services } = await openCourse();
    const linh = await addPerson('Linh');
    const minh = await addPerson('Minh');
    const quang = await addPerson('Quang');
    await change('add', linh, 'seat');
    await change('add', minh, 'waiting');
    const there = { ...input('add', quang), session: other };
    await changeRoster(services, there, 'seat');
    expect(await plan('move', linh)).toEqual(['extra']);
    expect(await plan('move', minh)).toEqual(['waiting', 'extra']);
    const { id } = await db.signup.findFirstOrThrow({ where: { personId: minh.id } });
    await change('move', minh, 'waiting');
    const all = await db.signup.findMany({
      where: { sessionId: other.id },
      orderBy: { position: 'asc' },
    });
    expect(all.map(({ personId, state }) => [personId, state])).toEqual([
      [quang.id, 'confirmed'],
      [minh.id, 'waiting'],
    ]);
    expect(all[1]?.id).toBe(id);
  });

  test('puts nobody on the waiting list of a session that has begun, and changes none that is over', async () => {
    const begun = await openCourse({ startsIn: -1 });
    const [linh, minh] = [await begun.addPerson('Linh'), await begun.addPerson('Minh')];
    await begun.change('add', linh, 'seat');
    expect(await begun.plan('add', minh)).toEqual(['extra']);
    await emptyDatabase(database.prisma);
    const over = await openCourse({ startsIn: -3 });
    expect(await refusalOf(over.plan('add', await over.addPerson('Linh')))).toBe(
      'courses.refused.ended',
    );
  });

  test('refuses what cannot be', async () => {
    const { addPerson, change, plan, db, session, other } = await openCourse({ seats: 2 });
    const linh = await addPerson('Linh');
    expect(await refusalOf(plan('remove', linh))).toBe('roster.refused.notThere');
    expect(await refusalOf(plan('seat', linh))).toBe('roster.refused.notWaiting');
    await change('add', linh, 'seat');
    expect(await refusalOf(plan('add', linh))).toBe('roster.refused.already');
    await db.signup.create({
      data: { sessionId: other.id, personId: linh.id, state: 'waiting' },
    });
    expect(await refusalOf(plan('move', linh))).toBe('roster.refused.there');
    await db.session.update({ where: { id: session.id }, data: { cancelledAt: hours(0) } });
    expect(await refusalOf(plan('remove', linh))).toBe('courses.refused.sessionCancelled');
  });

  test('each change is a row of the table of transitions, and in the audit trail', async () => {
    const { addPerson, change, db } = await openCourse({ seats: 2 });
    const linh = await addPerson('Linh');
    await change('add', linh, 'seat');
    await change('move', linh, 'seat');
    const entries = await db.auditEntry.findMany({ orderBy: { createdAt: 'asc' } });
    expect(entries.map(({ action }) => action).toSorted()).toEqual(['roster.add', 'roster.move']);
    expect(findTransition('none', 'confirmed', 'organiser')?.log).toBe('roster.add');
    expect(findTransition('confirmed', 'confirmed', 'organiser')).toMatchObject({
      ...{ moves: true, log: 'roster.move', told: 'message' },
    });
    expect(findTransition('waiting', 'removed', 'organiser')?.log).toBe('roster.remove');
  });
});
