import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Course, Session } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { UserError } from '../kit/define/user-error.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { button, fields, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { ensurePrivateChats } from '../notifications/private-chats.ts';
import { releaseSeat, reserveSeat, type SeatPosition, seatTransaction } from '../seats/seats.ts';
import type { SignupWithSession } from './arguments.ts';
import {
  chunkButtons,
  formatSessionTime,
  joinLines,
  localizedCourse,
  sessionLine,
  sharedSessionTime,
} from './messages.ts';
import { openSessionsWhere, type SessionOccupancy, withOccupancy } from './queries.ts';

/** Sessions offered at once: five rows of five buttons on Discord. */
const maxOffered = 25;

const withdrawButton = ({ t, account }: CommandContext, { signup, state }: SeatPosition) =>
  button(t(state === 'waiting' ? 'courses.leaveWaiting' : 'courses.withdraw'), {
    command: 'withdraw',
    args: { signup: `id:${signup.id}` },
    account: account.id,
  });

/** Tells those who got a place meanwhile, in private, in the transaction that gave it to them. */
export async function notifyPromoted(
  call: Pick<CommandContext, 'publications'>,
  tx: Transaction,
  session: Session & { course: Course },
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  const compose = (locale: Locale): Message => {
    const { t } = translators[locale];
    const { course, place } = session;
    return message(
      [
        paragraph(t('courses.promoted')),
        fields([
          [t('courses.course'), localizedCourse(course, locale).title],
          [t('courses.when'), sharedSessionTime(session)],
          ...(place === '' ? [] : [[t('courses.place'), place] as const]),
        ]),
        paragraph(t('courses.promotedThen')),
      ],
      { tone: 'success', buttons: [[button(t('courses.mine'), { command: 'mine', args: {} })]] },
    );
  };
  const { communityId } = session.course;
  const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
  await ensurePrivateChats(tx, personIds);
  await call.publications.publish(tx, {
    communityId,
    kind: 'notice',
    audience: { to: 'people', personIds },
    messages: { en: compose('en'), vi: compose('vi') },
    locale,
    notAfter: session.endsAt,
  });
}

function seatMessage(
  call: CommandContext,
  session: Session & { course: Course },
  place: SeatPosition,
  isNew: boolean,
): Message {
  const { t, locale } = call;
  const { number, state } = place;
  const key = `courses.${isNew ? 'got' : 'has'}.${state}`;
  return message(
    [
      paragraph(t(key, { number, seats: session.seats })),
      fields([
        [t('courses.course'), localizedCourse(session.course, locale).title],
        [t('courses.when'), formatSessionTime(session, call)],
        ...(session.place === '' ? [] : [[t('courses.place'), session.place] as const]),
      ]),
    ],
    {
      tone: isNew && state === 'placed' ? 'success' : 'plain',
      buttons: [[withdrawButton(call, place)]],
    },
  );
}

/** A button for each session, where the course has several and none was chosen. */
function chooseSessionMessage(
  call: CommandContext,
  course: Course,
  sessions: readonly SessionOccupancy[],
  note: string | undefined,
): Message {
  const { t, locale } = call;
  const offered = sessions.slice(0, maxOffered);
  const buttons = offered.map((seats, index) =>
    button(t('courses.sessionButton', { number: index + 1 }), {
      command: 'signup',
      args: {
        course: `id:${course.id}`,
        session: `id:${seats.session.id}`,
        ...(note === undefined ? {} : { note }),
      },
    }),
  );
  return message(
    [
      paragraph(t('courses.whichSession', { course: localizedCourse(course, locale).title })),
      paragraph(joinLines(offered.map((seats, index) => sessionLine(seats, call, index + 1)))),
    ],
    { buttons: chunkButtons(buttons) },
  );
}

/** The session that is meant: the one named, or the only one that is open. */
async function requireOpenSessions(
  call: CommandContext,
  course: Course,
): Promise<SessionOccupancy[]> {
  if (course.closedAt) throw new UserError('courses.refused.closed');
  const sessions = await call.db.session.findMany({
    where: { courseId: course.id, ...openSessionsWhere(nowAsDate(call)) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  if (sessions.length === 0) throw new UserError('courses.refused.noSessions');
  return withOccupancy(call.db, sessions);
}

/**
 * A place in a session of a course, or the next one of its waiting list.
 * @throws Refusal when the course or the session is closed, or has begun
 */
export async function signUp(
  call: CommandContext,
  course: Course,
  chosen: SessionOccupancy | undefined,
  note: string | undefined,
): Promise<Message> {
  const open = chosen ? [chosen] : await requireOpenSessions(call, course);
  const [only] = open;
  if (!only || open.length > 1) return chooseSessionMessage(call, course, open, note);
  const session = { ...only.session, course };
  const coming = {
    sessionId: session.id,
    personId: call.person.id,
    note: note ?? '',
    now: nowAsDate(call),
  };
  const taken = await call.db.$transaction(async (tx) => {
    const outcome = await reserveSeat(tx, coming);
    if ('promoted' in outcome) await notifyPromoted(call, tx, session, outcome.promoted);
    return outcome;
  }, seatTransaction);
  if (!('place' in taken)) throw new UserError(`courses.refused.${taken.outcome}`);
  return seatMessage(call, session, taken.place, taken.outcome === 'taken');
}

/**
 * Gives a place back, or a turn in the waiting list; the first who waits gets a seat and is told.
 * @throws Refusal when it was given back before, or the session has begun
 */
export async function withdrawSignup(
  call: CommandContext,
  { session }: SignupWithSession,
): Promise<Message> {
  const { t, db, person } = call;
  if (session.startsAt <= nowAsDate(call)) throw new UserError('courses.refused.over');
  const was = await db.$transaction(async (tx) => {
    const given = await releaseSeat(tx, {
      sessionId: session.id,
      personId: person.id,
      now: nowAsDate(call),
    });
    if (!given) throw new UserError('courses.refused.withdrawn');
    await notifyPromoted(call, tx, session, given.promoted);
    return given.previousState;
  }, seatTransaction);
  return message(
    [
      paragraph(
        t(`courses.givenBack.${was}`, {
          course: localizedCourse(session.course, call.locale).title,
          when: formatSessionTime(session, call),
        }),
      ),
    ],
    { tone: 'success' },
  );
}
