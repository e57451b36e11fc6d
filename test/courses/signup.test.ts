import { afterAll, beforeAll, expect, test } from 'vitest';
import courseRoster from '../../commands/course-roster.ts';
import signup from '../../commands/signup.ts';
import training from '../../commands/training.ts';
import withdraw from '../../commands/withdraw.ts';
import { seedSampleData } from '../../prisma/sample.ts';
import { type CommandContext, nowAsDate } from '../../src/context/command-context.ts';
import { closeCourse } from '../../src/courses/closing.ts';
import { createSession } from '../../src/courses/service.ts';
import { sessionLength } from '../../src/courses/session-length.ts';
import { ownSignupButtons } from '../../src/courses/signups/own-signup-messages.ts';
import { listOwnSignups, type SignupWithSession } from '../../src/courses/signups/queries.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Course } from '../../src/database/generated/client.ts';
import { UserError } from '../../src/kit/define/user-error.ts';
import { createTranslator } from '../../src/language/catalogue.ts';
import { flattenRowButtons } from '../../src/message/layout/flatten-rows.ts';
import type { Message } from '../../src/message/message.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';
import { runCommand } from '../support/fixtures/run-command.ts';

let database: OpenDatabase;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  await seedSampleData(database.prisma, { now: new Date(tuesdayMorning.epochMilliseconds) });
});
afterAll(() => database.close());

const callHere = async () =>
  createCommandContext(
    database,
    await database.prisma.community.findFirstOrThrow({ orderBy: { id: 'asc' } }),
  );
const courseLike = (title: string) =>
  database.prisma.course.findFirstOrThrow({ where: { title: { startsWith: title } } });
const textOf = (message: Message): string => JSON.stringify(message.blocks);
const labels = (message: Message) =>
  flattenRowButtons(message)
    .flat()
    .map(({ label }) => label);
const signUp = (
  context: CommandContext,
  course: Course,
  session?: { session: { id: string } },
  note?: string,
) => runCommand(signup, context, { course, session, note });
const withdrawSignup = (context: CommandContext, own: SignupWithSession) =>
  runCommand(withdraw, context, { signup: own });
const ownSignups = (context: CommandContext) =>
  listOwnSignups(context.db, context.person.id, nowAsDate(context));
async function refused(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return error instanceof UserError ? error.error.key : undefined;
}
async function sessionOf(title: string, at: number) {
  const course = await courseLike(title);
  const sessions = await database.prisma.session.findMany({
    where: { courseId: course.id },
    orderBy: { startsAt: 'asc' },
  });
  const session = sessions[at];
  if (!session) throw new Error('no such session');
  return { course, seats: { session, taken: 0, waiting: 0 } };
}

test('changes nothing when the sample is filled again', async () => {
  const count = () => database.prisma.event.count();
  const before = await count();
  await seedSampleData(database.prisma, { now: new Date() });
  expect(await count()).toBe(before);
  expect(before).toBeGreaterThanOrEqual(12);
});

test('lists open courses with their seats and a button for each session', async () => {
  const { call } = await callHere();
  const page = await runCommand(training, call, { page: 1 });
  expect(textOf(page)).toContain('đã đủ 4 chỗ, 2 người chờ');
  expect(textOf(page)).toContain('còn 1/5 chỗ');
  expect(labels(page)).toContain('Đăng ký 5');
  const found = await runCommand(training, call, { query: 'du lieu', page: 7 });
  expect(labels(found)).toEqual(['Đăng ký 1']);
});

test('asks for the session only when a course has several', async () => {
  const { call } = await callHere();
  const asked = await signUp(call, await courseLike('Podcast'), undefined, 'hi');
  expect(labels(asked)).toEqual(['Đăng ký 1', 'Đăng ký 2']);
  expect(flattenRowButtons(asked)[0]?.[0]?.action?.args).toMatchObject({ note: 'hi' });
  const given = await signUp(call, await courseLike('Kể chuyện'));
  expect(textOf(given)).toContain('chỗ 4/20');
  const again = await signUp(call, await courseLike('Kể chuyện'));
  expect(textOf(again)).toContain('Bạn đã đăng ký rồi (chỗ 4/20)');
});

test('gives a returned seat to the waiting person and tells them in both languages', async () => {
  const { course, seats } = await sessionOf('Podcast', 0);
  const [first, second] = [await callHere(), await callHere()];
  expect(textOf(await signUp(first.call, course, seats))).toContain('chỗ 5/5');
  const waits = await signUp(second.call, course, seats);
  expect(textOf(waits)).toContain('đứng thứ 1 trong danh sách chờ');
  const mine = (await ownSignups(first.call))[0]?.signup;
  if (!mine) throw new Error('no signup');
  await withdrawSignup(first.call, mine);
  expect(first.published).toHaveLength(1);
  const [told] = first.published;
  expect(told?.audience).toEqual({ to: 'people', personIds: [second.call.person.id] });
  expect(told && textOf(told.messages.vi)).toContain('bạn đã được xếp chỗ');
  expect(told && textOf(told.messages.en)).toContain('Podcasts from idea to air');
  // They never wrote in private: now they have a chat in which they can be told.
  expect(await database.prisma.chat.count({ where: { accountId: second.call.account.id } })).toBe(
    1,
  );
  expect(await refused(withdrawSignup(first.call, mine))).toBe('courses.refused.notSignedUp');
});

test.each(['vi', 'en'] as const)(
  'confirms in %s that someone left the waiting list, without mentioning a seat',
  async (locale) => {
    const { course, seats } = await sessionOf('Dựng phim', 0);
    const { t } = createTranslator(locale);
    const told = [];
    for (const taken of [0, seats.session.seats]) {
      const { call } = await callHere();
      await database.prisma.signup.deleteMany({ where: { sessionId: seats.session.id } });
      for (let at = 0; at < taken; at += 1)
        await signUp((await callHere()).call, course, seats, '');
      const reader = { ...call, locale, t };
      await signUp(reader, course, seats);
      const own = await ownSignups(reader);
      const buttons = ownSignupButtons(own, reader);
      const mine = own[0]?.signup;
      if (!mine) throw new Error('no signup');
      told.push({
        button: buttons.map(({ label }) => label),
        said: textOf(await withdrawSignup(reader, mine)),
        again: await refused(withdrawSignup(reader, mine)),
      });
    }
    const [seat, waiting] = told;
    const [cancelled, left] = {
      vi: ['Đã hủy đăng ký', 'Đã rời danh sách chờ'],
      en: ['Signup cancelled', 'You left the waiting list'],
    }[locale];
    expect(seat?.said).toContain(cancelled);
    expect(seat?.button).toEqual([{ vi: 'Hủy đăng ký 1', en: 'Cancel signup 1' }[locale]]);
    expect(waiting?.said).toContain(left);
    expect(waiting?.said).not.toContain(cancelled);
    expect(waiting?.button).toEqual([
      { vi: 'Rời danh sách chờ 1', en: 'Leave waiting list 1' }[locale],
    ]);
  },
);

test('accepts nobody into a closed course and keeps those who are in', async () => {
  const { call } = await callHere();
  const { course, seats } = await sessionOf('Quay ngoại cảnh', 0);
  await signUp(call, course, seats);
  await closeCourse(call, { course });
  const closed = await courseLike('Quay ngoại cảnh');
  const other = await callHere();
  expect(await refused(signUp(other.call, closed, seats))).toBe('courses.refused.closed');
  expect(await refused(signUp(other.call, closed))).toBe('courses.refused.closed');
  expect(await refused(closeCourse(call, { course }))).toBe('courses.refused.closedBefore');
  expect(await ownSignups(call)).toHaveLength(1);
});

test('lists everyone by name in the roster and exports no formula', async () => {
  const { call } = await callHere();
  const { course, seats } = await sessionOf('Dựng phim', 1);
  await signUp(call, course, seats, '=HYPERLINK("https://example.org")');
  const roster = await runCommand(courseRoster, call, { course, session: seats });
  expect(textOf(roster)).toContain('Khánh Vũ');
  const given = { course, session: seats, file: 'csv' as const };
  const [file] = (await runCommand(courseRoster, call, given)).files;
  const lines = file?.content.split('\r\n') ?? [];
  expect(file?.name).toBe('dung-phim-chuyen-nghiep-cho-nha-san-xuat-noi-dung.csv');
  expect(lines[0]).toBe(
    '\ufeff"Buổi","Trạng thái","STT","Tên","Ứng dụng","Tài khoản","Ghi chú","Đăng ký lúc","Điểm danh","Ghi lúc"',
  );
  expect(lines.find((line) => line.includes('Thảo'))).toMatch(
    /^"2026-12-07 13:30","Chỗ","\d","Thảo","Discord","discord:\S+","'=HYPERLINK\(""https:\/\/example\.org""\)"/,
  );
});

test('requires a future time of day for a session', async () => {
  const { call } = await callHere();
  const course = await courseLike('Dựng phim');
  const rest = { length: 90, seats: 3 };
  const zones = { organiser: call.zone, community: call.zone };
  const date = Temporal.PlainDate.from('2026-11-24');
  expect(await refused(createSession(call, course, { when: { date }, ...rest }, zones))).toBe(
    'courses.refused.noTime',
  );
  const past = { date, time: Temporal.PlainTime.from('08:00') };
  expect(await refused(createSession(call, course, { when: past, ...rest }, zones))).toBe(
    'courses.refused.past',
  );
});

test.each([
  ['90', 90],
  ['2h', 120],
  ['1h30', 90],
  ['45 phút', 45],
  ['1 ngày', 1440],
  ['0', undefined],
  ['3 ngày', undefined],
  ['lâu', undefined],
])('reads %s as %s minutes', async (text, minutes) => {
  const context: CommandContext = (await callHere()).call;
  const read = await sessionLength().type.parse(text, context, {});
  expect(read.ok ? read.value : undefined).toBe(minutes);
});
