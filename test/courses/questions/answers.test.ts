import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveAnswers } from '../../../src/courses/questions/answers/save-answers.ts';
import { addQuestion, setQuestionRules } from '../../../src/courses/questions/edit-questions.ts';
import { answerRetention } from '../../../src/courses/questions/retention.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { UserError } from '../../../src/kit/define/user-error.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const startsAt = new Date('2026-12-05T07:00:00Z');
const day = 86_400_000;

const [[, open] = databaseKinds[0]] = databaseKinds;
let database: OpenDatabase;
let organiser: { db: OpenDatabase['prisma']; now: Temporal.Instant; account: { id: string } };
beforeAll(async () => {
  database = await open();
  const account = await database.prisma.account.create({
    data: { platform: 'discord', platformId: 'o', name: 'O', person: { create: {} } },
  });
  organiser = { db: database.prisma, now, account };
});
afterAll(() => database.close());

/** A signup for a course that asks one question and for consent. */
async function signedUp() {
  const { prisma: db } = database;
  const community = await db.community.create({
    data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
  });
  const course = await db.course.create({
    data: { communityId: community.id, title: 'Podcast', searchText: '' },
  });
  const { questions } = await addQuestion(organiser, course, { question: 'Why?', required: true });
  await setQuestionRules(organiser, course, { consent: 'We keep it.' });
  const signup = await db.signup.create({
    data: {
      state: 'confirmed',
      person: { create: {} },
      session: {
        create: {
          ...{
            courseId: course.id,
            startsAt,
            endsAt: startsAt,
            zone: 'Asia/Ho_Chi_Minh',
            seats: 3,
          },
        },
      },
    },
    include: { session: { include: { course: true } } },
  });
  const answers = new Map([[questions[0]?.id ?? '', ['Because']]]);
  const save = (consent: number | undefined, at = now) =>
    saveAnswers({ db, now: at }, signup, { consent, answers }).then(
      ({ consentedAt, asked }) => [consentedAt?.getTime(), asked[0]?.values],
      (error: unknown) => (error instanceof UserError ? error.error.key : error),
    );
  return { course, signup, save };
}

test('keeps answers with the version that was agreed to, and asks again for a new one', async () => {
  const { course, save } = await signedUp();
  expect(await save(undefined)).toBe('questions.refused.consent');
  expect(await save(1)).toEqual([now.epochMilliseconds, ['Because']]);
  expect(await save(undefined)).toEqual([now.epochMilliseconds, ['Because']]);
  await setQuestionRules(organiser, course, { consent: 'We keep it for longer.' });
  expect(await save(1)).toBe('questions.refused.consent');
  const later = now.add({ hours: 1 });
  expect(await save(2, later)).toEqual([later.epochMilliseconds, ['Because']]);
});

test('takes answers until the deadline, which is the start by default', async () => {
  const { course, save } = await signedUp();
  const atStart = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime());
  expect(await save(1, atStart)).toBe('questions.refused.closed');
  expect(await save(1, atStart.subtract({ seconds: 1 }))).not.toBe('questions.refused.closed');
  await setQuestionRules(organiser, course, { until: 60 });
  expect(await save(1, atStart.subtract({ minutes: 60 }))).toBe('questions.refused.closed');
});

test('deletes answers and consents as many days after the session as the course says', async () => {
  const { course, signup, save } = await signedUp();
  await save(1);
  await setQuestionRules(organiser, course, { days: 7 });
  const left = async () => [
    await database.prisma.signupAnswer.count({ where: { signupId: signup.id } }),
    await database.prisma.signupConsent.count({ where: { signupId: signup.id } }),
  ];
  await answerRetention.deleteBefore(database.prisma, new Date(startsAt.getTime() + 7 * day));
  expect(await left()).toEqual([1, 1]);
  await answerRetention.deleteBefore(database.prisma, new Date(startsAt.getTime() + 7 * day + 1));
  expect(await left()).toEqual([0, 0]);
});
