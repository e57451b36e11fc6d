import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { cancelTooSmall } from '../../../src/courses/signup-rules/minimum-job.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Prisma, Session, SignupState } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

const hour = 3_600_000;
const hoursOn = (hours: number) => new Date(tuesdayMorning.epochMilliseconds + hours * hour);

describe.each(databaseKinds)('sessions that need a minimum of people, on %s', (_name, open) => {
  let database: OpenDatabase;
  let context: CommandContext;
  let published: NewPublication[];

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.course.deleteMany();
    ({ call: context, published } = await createCommandContext(database));
  });

  /** A session three days on, which is decided a day before it starts. */
  async function createSession(
    data: Partial<Prisma.SessionUncheckedCreateInput> = {},
  ): Promise<Session> {
    const course = await context.db.course.create({
      data: { communityId: context.community?.id ?? '', title: 'Podcast', searchText: '' },
    });
    return context.db.session.create({
      data: {
        ...{ courseId: course.id, startsAt: hoursOn(72), endsAt: hoursOn(74) },
        ...{ zone: 'Asia/Ho_Chi_Minh', seats: 10, minimum: 2, ...data },
      },
    });
  }

  async function signUp({ id }: Session, state: SignupState): Promise<string> {
    const { call } = await createCommandContext(database, context.community);
    await context.db.signup.create({
      data: { sessionId: id, personId: call.person.id, state },
    });
    return call.person.id;
  }

  /** The job runs so many hours after 9:00. @returns how many sessions it cancels */
  const strike = (hours: number): Promise<number> =>
    cancelTooSmall({
      db: context.db,
      publications: context.publications,
      now: () => hoursOn(hours).getTime(),
    });

  const cancelledAt = async ({ id }: Session) =>
    (await context.db.session.findUniqueOrThrow({ where: { id } })).cancelledAt;

  test('are cancelled a day before, and whoever has a seat is told once', async () => {
    const session = await createSession();
    const personId = await signUp(session, 'confirmed');
    await signUp(session, 'cancelled');
    expect(await strike(47.9)).toBe(0);
    expect(await strike(48)).toBe(1);
    expect(await strike(48.1)).toBe(0);
    expect(await cancelledAt(session)).toEqual(hoursOn(48));
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({ audience: { to: 'people', personIds: [personId] } });
  });

  test('are decided when signups close', async () => {
    const session = await createSession({ closesAt: hoursOn(10) });
    await signUp(session, 'confirmed');
    expect(await strike(9.9)).toBe(0);
    expect(await strike(10)).toBe(1);
  });

  test.each([
    ['later on the day on which the session starts', 80],
    ['when it starts', 72],
  ])('are decided a day before when signups close %s', async (_when, closes) => {
    const session = await createSession({ closesAt: hoursOn(closes) });
    await signUp(session, 'confirmed');
    expect(await strike(47.9)).toBe(0);
    expect(await strike(48)).toBe(1);
    expect(await cancelledAt(session)).toEqual(hoursOn(48));
  });

  test('take place with enough people, whoever leaves after the decision', async () => {
    const session = await createSession();
    for (const state of ['confirmed', 'confirmed', 'waiting'] as const)
      await signUp(session, state);
    expect(await strike(48)).toBe(0);
    await context.db.signup.deleteMany({ where: { sessionId: session.id } });
    expect(await strike(49)).toBe(0);
    expect(await cancelledAt(session)).toBeNull();
    expect(published).toEqual([]);
  });

  test('are cancelled once by several processes', async () => {
    await signUp(await createSession(), 'confirmed');
    const counts = await Promise.all([strike(48), strike(48), strike(48)]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    expect(published).toHaveLength(1);
  });

  test('take place when nothing needs a minimum, or they have begun', async () => {
    await createSession({ minimum: null });
    await createSession({ startsAt: hoursOn(1), endsAt: hoursOn(3) });
    expect(await strike(48)).toBe(0);
  });
});
