import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { AttendanceState, Session } from '../../src/database/generated/client.ts';
import type { NewPublication } from '../../src/delivery/publications.ts';
import { askForFeedback } from '../../src/feedback/ask-job.ts';
import { giveFeedback } from '../../src/feedback/give.ts';
import {
  resultsFileMessage,
  resultsMessage,
} from '../../src/feedback/messages/results-messages.ts';
import { readResults } from '../../src/feedback/results.ts';
import { unlinkFeedback } from '../../src/feedback/unlink.ts';
import { readPictureFormat } from '../../src/pictures/picture-format.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';

const hour = 3_600_000;
/** So many hours after 9:00 on that Tuesday. */
const hoursOn = (hours: number) => new Date(tuesdayMorning.epochMilliseconds + hours * hour);

describe.each(databaseKinds)('feedback on courses, on %s', (_name, open) => {
  let database: OpenDatabase;
  let context: CommandContext;
  let published: NewPublication[];
  let session: Session;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(async () => {
    await context.drawer.close();
    await database.close();
  });
  beforeEach(async () => {
    await database.prisma.course.deleteMany();
    ({ call: context, published } = await createCommandContext(database));
    session = await createSession();
  });

  /** From 10:00 to 12:00 on that Tuesday, so that people are asked at 9:00 on Wednesday. */
  async function createSession(): Promise<Session> {
    const { id: courseId } = await context.db.course.create({
      data: { communityId: context.community?.id ?? '', title: 'Dựng phim', searchText: '' },
    });
    return context.db.session.create({
      data: {
        ...{ courseId, startsAt: hoursOn(1), endsAt: hoursOn(3), seats: 20 },
        zone: 'Asia/Ho_Chi_Minh',
      },
    });
  }
  /** Somebody with a seat, a day after the session. */
  async function attend(attendance: AttendanceState | null = null) {
    const { call } = await createCommandContext(database, context.community);
    await context.db.signup.create({
      data: { sessionId: session.id, personId: call.person.id, state: 'confirmed', attendance },
    });
    return { ...call, now: tuesdayMorning.add({ hours: 24 }) };
  }
  /** @returns how many people are asked */
  const strike = (hours: number) =>
    askForFeedback({
      ...{ db: context.db, publications: context.publications },
      now: () => hoursOn(hours).getTime(),
    });
  const course = () => context.db.course.findUniqueOrThrow({ where: { id: session.courseId } });
  const give = (who: CommandContext, rating: number, words?: string) =>
    giveFeedback(who, session, { rating, words });

  test('is asked for once, the morning after, of those who were there', async () => {
    const there = [await attend(), await attend('attended'), await attend('late')];
    await attend('missed');
    await attend('excused');
    expect(await strike(23.9)).toBe(0);
    const counts = await Promise.all([strike(24), strike(24)]);
    expect(counts.toSorted()).toEqual([0, 3]);
    expect(await strike(25)).toBe(0);
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({
      audience: { personIds: expect.arrayContaining(there.map(({ person }) => person.id)) },
      expiresAt: hoursOn(3 + 14 * 24),
    });
  });

  test('is not asked for after a cancelled session, without anybody, or too late', async () => {
    expect(await strike(24)).toBe(0);
    await attend();
    const set = (cancelledAt: Date | null) =>
      context.db.session.update({ where: { id: session.id }, data: { cancelledAt } });
    await set(hoursOn(0));
    expect(await strike(24)).toBe(0);
    await set(null);
    expect(await strike(3 + 4 * 24)).toBe(0);
  });

  test('is one answer for each person, which they can change for two weeks', async () => {
    const one = await attend();
    await give(one, 2, 'Hơi nhanh');
    await give(one, 4);
    expect(await context.db.courseFeedback.findMany()).toMatchObject([
      { rating: 4, words: 'Hơi nhanh', personId: one.person.id },
    ]);
    const at = (hours: number) => ({ ...one, now: tuesdayMorning.add({ hours }) });
    await expect(give(at(2), 5)).rejects.toThrow('feedback.errors.notYet');
    await expect(give(at(4 + 14 * 24), 5)).rejects.toThrow('feedback.errors.closed');
    await expect(give(await attend('missed'), 5)).rejects.toThrow('feedback.errors.notThere');
    await expect(give(context, 5)).rejects.toThrow('feedback.errors.notThere');
    const { db } = context;
    expect(await unlinkFeedback.deleteBefore(db, hoursOn(3))).toEqual({ count: 0 });
    expect(await unlinkFeedback.deleteBefore(db, hoursOn(3.1))).toEqual({ count: 1 });
    expect(await db.courseFeedback.findMany()).toMatchObject([{ rating: 4, personId: null }]);
  });

  test('is shown from five answers on, and only how many there are before', async () => {
    const people = [];
    for (let at = 0; at < 5; at += 1) people.push(await attend());
    const names = people.map(({ account }) => account.name).filter((name) => name !== '');
    for (const [at, one] of people.slice(0, 4).entries()) await give(one, 5, `Bí mật ${at}`);
    const few = await readResults(context.db, session.courseId);
    expect(few).toEqual({ count: 4, answers: undefined });
    const early = JSON.stringify(await resultsMessage(await course(), few, context));
    expect(early).not.toMatch(/Bí mật|png/);
    await expect(resultsFileMessage(await course(), few, context)).rejects.toThrow('errors.few');

    const [, , , , last] = people;
    if (last) await give(last, 1, '=1+1');
    const results = await readResults(context.db, session.courseId);
    const shown = await resultsMessage(await course(), results, context);
    expect(JSON.stringify(shown.blocks)).toMatch(/4,2\/5[\s\S]*5\/5: 4 người[\s\S]*Bí mật 3/);
    const [chart] = shown.files;
    expect(chart?.picture?.alt).toContain('4,2/5');
    expect(readPictureFormat(Buffer.from(chart?.content ?? '', 'base64'))).toMatchObject({
      ...{ contentType: 'image/png', width: 1200, height: 630 },
    });
    const file = await resultsFileMessage(await course(), results, context);
    expect(file.files[0]?.name).toBe('dung-phim.xlsx');
    for (const name of names) expect(JSON.stringify([shown, file])).not.toContain(name);
  });
});
