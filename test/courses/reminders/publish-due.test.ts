import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../../src/context/command-context.ts';
import { createEditNotices } from '../../../src/courses/change-messages/notices.ts';
import { cancelTraining } from '../../../src/courses/editing/cancel.ts';
import { changeSession } from '../../../src/courses/editing/edit-session.ts';
import { reopenTraining } from '../../../src/courses/editing/reopen.ts';
import { publishDueSessionReminders } from '../../../src/courses/reminders/publish-due.ts';
import {
  readSessionReminders,
  setSessionReminders,
} from '../../../src/courses/reminders/service.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Prisma, SignupState } from '../../../src/database/generated/client.ts';
import type { NewPublication } from '../../../src/delivery/publications.ts';
import { setReminders } from '../../../src/events/reminders/service.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../../support/fixtures/command-context.ts';

const hour = 3_600_000;
const hoursOn = (hours: number) => new Date(tuesdayMorning.epochMilliseconds + hours * hour);

describe.each(databaseKinds)('reminders of sessions, on %s', (_name, open) => {
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

  /** Whoever asks, so many hours after Tuesday morning. */
  const asked = (hours: number): CommandContext => ({
    ...context,
    now: tuesdayMorning.add({ minutes: Math.round(hours * 60) }),
  });
  const organiser = (hours: number) => ({
    ...asked(hours),
    notices: createEditNotices(context),
  });

  /** A signup for a session 72 hours on. */
  async function signUp(
    state: SignupState = 'confirmed',
    {
      signedUpAt = 0,
      ...data
    }: Partial<Prisma.SessionUncheckedCreateInput> & {
      signedUpAt?: number;
    } = {},
  ) {
    const { db, person } = context;
    const course = await db.course.create({
      data: { communityId: context.community?.id ?? '', title: 'Podcast', searchText: '' },
    });
    const session = await db.session.create({
      data: {
        ...{ courseId: course.id, startsAt: hoursOn(72), endsAt: hoursOn(74) },
        ...{ zone: 'Asia/Ho_Chi_Minh', seats: 10, ...data },
        signups: { create: { personId: person.id, state, createdAt: hoursOn(signedUpAt) } },
      },
      include: { signups: { include: { session: { include: { course: true } } } } },
    });
    const [signup] = session.signups;
    if (!signup) throw new Error('Nobody signed up');
    return { course, session, signup };
  }

  /** The job runs so many hours after 9:00. @returns how many people it reminds */
  const strike = (hours: number): Promise<number> =>
    publishDueSessionReminders({
      db: context.db,
      publications: context.publications,
      now: () => hoursOn(hours).getTime(),
    });

  test('come a day and an hour before, each once, and end with the start', async () => {
    const { course } = await signUp();
    expect(await strike(47.9)).toBe(0);
    expect(await strike(48)).toBe(1);
    expect(await strike(48.1)).toBe(0);
    expect(await strike(71)).toBe(1);
    expect(await strike(72)).toBe(0);
    const reminders = published.filter(({ kind }) => kind === 'reminder');
    expect(reminders).toHaveLength(2);
    expect(reminders[0]).toMatchObject({
      audience: { to: 'people', personIds: [context.person.id] },
      origin: `course/${course.id}`,
      expiresAt: hoursOn(72),
    });
  });

  test('of a downtime are one', async () => {
    await signUp();
    expect(await strike(71.5)).toBe(1);
    expect(await strike(71.6)).toBe(0);
  });

  test.each(['waiting', 'offered', 'cancelled', 'removed', 'pending'] as const)(
    'do not come to whoever is %s',
    async (state) => {
      await signUp(state);
      expect(await strike(48)).toBe(0);
    },
  );

  test('that were due before somebody signed up do not come to them', async () => {
    await signUp('confirmed', { signedUpAt: 50 });
    expect(await strike(50.1)).toBe(0);
    expect(await strike(71)).toBe(1);
  });

  test('come when the person chose, for all or for this session alone', async () => {
    const { signup } = await signUp();
    expect(await readSessionReminders(context, signup)).toEqual([1440, 60]);
    await setReminders(context, ['three_hours']);
    expect(await readSessionReminders(context, signup)).toEqual([180]);
    expect(await strike(48)).toBe(0);
    expect(await strike(69)).toBe(1);
    await setSessionReminders(asked(69.5), signup, ['none']);
    expect(await strike(71)).toBe(0);
    await setSessionReminders(asked(71.5), signup, ['quarter_hour']);
    expect(await strike(71.75)).toBe(1);
    await expect(setSessionReminders(asked(72), signup, ['hour'])).rejects.toThrow('over');
    await context.db.reminderPreference.deleteMany();
  });

  test('follow a session that is moved, also closer: what is due by then is passed over', async () => {
    const { course, session } = await signUp();
    expect(await strike(48)).toBe(1);
    const move = (at: number, to: string) =>
      changeSession(
        { ...organiser(at), zone: 'Asia/Ho_Chi_Minh' },
        { course, session },
        {
          when: {
            date: Temporal.PlainDate.from(to.slice(0, 10)),
            time: Temporal.PlainTime.from(to.slice(11)),
          },
        },
      );
    // From Friday, 27 November, 9:00 to Monday, then to Friday, 12:00.
    await move(49, '2026-11-30T09:00');
    expect(await strike(71)).toBe(0);
    expect(await strike(120)).toBe(1);
    await move(121, '2026-11-29T12:00');
    expect(await strike(121.1)).toBe(0);
    expect(await strike(122)).toBe(1);
  });

  test('do not come while it is cancelled, nor at once when it is reopened', async () => {
    const { course, session } = await signUp();
    await cancelTraining(organiser(40), { course, session });
    expect(await strike(48)).toBe(0);
    const cancelled = await context.db.session.findUniqueOrThrow({ where: { id: session.id } });
    await reopenTraining(organiser(60), { course, session: cancelled });
    expect(await strike(60.1)).toBe(0);
    expect(await strike(71)).toBe(1);
  });

  test('do not come to whoever is excused', async () => {
    const { signup } = await signUp();
    await context.db.signup.update({ where: { id: signup.id }, data: { attendance: 'excused' } });
    expect(await strike(48)).toBe(0);
  });
});
