import { recordAudit } from '../context/audit.ts';
import { type CommandContext, requireCommunity } from '../context/command-context.ts';
import type { Course } from '../database/generated/client.ts';
import type { SignupState } from '../database/generated/enums.ts';
import type { DateValue } from '../kit/argument-types/date.ts';
import { UserError } from '../kit/define/user-error.ts';
import { fold } from '../language/text/fold.ts';
import { allTexts, otherLocale } from '../language/translations.ts';
import { button, fields, message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { zoneConversionNote } from '../message/preview/zone-conversion.ts';
import { formatSessionTime, localizedCourse } from './messages.ts';
import { previewCourse } from './preview.ts';
import type { SessionOccupancy } from './queries.ts';

export interface CourseInput {
  title: string;
  summary?: string | undefined;
  trainer?: string | undefined;
  source?: string | undefined;
  other_title?: string | undefined;
  other_summary?: string | undefined;
}

/** A course without sessions; nobody sees it before it has one. */
export async function createCourse(call: CommandContext, input: CourseInput): Promise<Message> {
  const { t, db, account } = call;
  const community = requireCommunity(call);
  const { title, summary = '', trainer = '', source } = input;
  const other = {
    ...(input.other_title === undefined ? {} : { title: input.other_title }),
    ...(input.other_summary === undefined ? {} : { summary: input.other_summary }),
  };
  const translations =
    Object.keys(other).length === 0 ? {} : { [otherLocale(community.locale)]: other };
  const course = await db.$transaction(async (tx) => {
    const made = await tx.course.create({
      data: {
        communityId: community.id,
        title,
        summary,
        trainer,
        sourceUrl: source ?? null,
        translations,
        searchText: fold(allTexts([title, summary, trainer], translations)),
      },
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'course.new',
      details: { course: made.id, title },
    });
    return made;
  });
  return message(
    [
      paragraph(t('commands.course_new.done')),
      ...previewCourse(call, course),
      paragraph(t('commands.course_new.next')),
    ],
    { tone: 'success' },
  );
}

export interface SessionInput {
  when: DateValue;
  /** Minutes. */
  length: number;
  seats: number;
  place?: string | undefined;
}

/**
 * A session of a course: from now on people can come.
 * @throws Refusal without a time of day, for a time that is past, or in a closed course
 */
export async function createSession(
  call: CommandContext,
  course: Course,
  { when, length, seats, place = '' }: SessionInput,
): Promise<Message> {
  const { t, db, account, zone, now } = call;
  const community = requireCommunity(call);
  if (course.closedAt) throw new UserError('courses.refused.closed');
  if (!when.time) throw new UserError('courses.refused.noTime', {}, ['when']);
  const start = when.date.toZonedDateTime({ timeZone: zone, plainTime: when.time });
  if (start.epochMilliseconds <= now.epochMilliseconds)
    throw new UserError('courses.refused.past', {}, ['when']);
  const session = await db.$transaction(async (tx) => {
    const made = await tx.session.create({
      data: {
        courseId: course.id,
        startsAt: new Date(start.epochMilliseconds),
        endsAt: new Date(start.epochMilliseconds + length * 60_000),
        zone: community.zone,
        place,
        seats,
      },
    });
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'course.session',
      details: { course: course.id, session: made.id, title: course.title, seats },
    });
    return made;
  });
  return message(
    [
      paragraph(t('commands.course_session.done')),
      ...zoneConversionNote(when, call),
      fields([
        [t('courses.course'), localizedCourse(course, call.locale).title],
        [t('courses.when'), formatSessionTime(session, call)],
        ...(place === '' ? [] : [[t('courses.place'), place] as const]),
        [t('courses.seats'), String(seats)],
      ]),
    ],
    { tone: 'success' },
  );
}

const closeParams = (
  call: CommandContext,
  course: Course,
  chosen: SessionOccupancy | undefined,
) => ({
  course: localizedCourse(course, call.locale).title,
  ...(chosen ? { when: formatSessionTime(chosen.session, call) } : {}),
});

/**
 * What closing means, and the button that does it.
 * @throws Refusal when it is closed already
 */
export async function askToCloseCourse(
  call: CommandContext,
  course: Course,
  chosen: SessionOccupancy | undefined,
): Promise<Message> {
  const { t, db, account, now } = call;
  if (chosen ? chosen.session.closedAt : course.closedAt)
    throw new UserError('courses.refused.closedBefore');
  const count = (state: SignupState) =>
    db.signup.count({
      where: {
        state,
        session: chosen
          ? { id: chosen.session.id }
          : { courseId: course.id, endsAt: { gt: new Date(now.epochMilliseconds) } },
      },
    });
  const [placed, waiting] = [await count('placed'), await count('waiting')];
  const action = (step: string) => ({
    command: 'course close',
    step,
    args: {
      course: `id:${course.id}`,
      ...(chosen ? { session: `id:${chosen.session.id}` } : {}),
    },
    account: account.id,
    answer: 'update' as const,
  });
  const asked = t(`commands.course_close.${chosen ? 'askSession' : 'ask'}`, {
    ...closeParams(call, course, chosen),
    placed,
    waiting,
  });
  return textMessage(asked, {
    tone: 'warning',
    buttons: [
      [
        button(t('commands.course_close.confirm'), { ...action('confirm'), once: true }, 'danger'),
        button(t('commands.course_close.leave'), action('leave')),
      ],
    ],
  });
}

/**
 * Closes a session, or a whole course: nobody comes in any more, those who are in stay.
 * @throws Refusal when it is closed already
 */
export async function closeCourse(
  call: CommandContext,
  course: Course,
  chosen: SessionOccupancy | undefined,
): Promise<Message> {
  const { t, db, account, now } = call;
  const closedAt = new Date(now.epochMilliseconds);
  await db.$transaction(async (tx) => {
    const { count } = chosen
      ? await tx.session.updateMany({
          where: { id: chosen.session.id, closedAt: null },
          data: { closedAt },
        })
      : await tx.course.updateMany({
          where: { id: course.id, closedAt: null },
          data: { closedAt },
        });
    if (count === 0) throw new UserError('courses.refused.closedBefore');
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'course.close',
      details: {
        course: course.id,
        title: course.title,
        ...(chosen ? { session: chosen.session.id } : {}),
      },
    });
  });
  const done = chosen ? 'sessionDone' : 'done';
  return textMessage(t(`commands.course_close.${done}`, closeParams(call, course, chosen)), {
    tone: 'success',
  });
}
