import { type Call, nowOf } from '../communities/call.ts';
import type { Course, Session } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { openPrivateChats } from '../events/private-chats.ts';
import { Refusal } from '../kit/command.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { button, fields, message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { openSessions, type SessionSeats, withSeats } from './find.ts';
import type { MySignup } from './pick.ts';
import { giveBack, type Place, placesTransaction, takePlace } from './places.ts';
import {
  courseWords,
  inLines,
  inRows,
  sessionLine,
  sessionWhen,
  sessionWhenForAll,
} from './show.ts';

/** Sessions offered at once: five rows of five buttons on Discord. */
const mostOffered = 25;

const withdrawButton = ({ t, account }: Call, { signup, state }: Place) =>
  button(t(state === 'waiting' ? 'courses.leaveWaiting' : 'courses.withdraw'), {
    command: 'withdraw',
    args: { signup: `id:${signup.id}` },
    account: account.id,
  });

/** Tells those who got a place meanwhile, in private, in the transaction that gave it to them. */
export async function tellPromoted(
  call: Pick<Call, 'publications'>,
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
          [t('courses.course'), courseWords(course, locale).title],
          [t('courses.when'), sessionWhenForAll(session)],
          ...(place === '' ? [] : [[t('courses.place'), place] as const]),
        ]),
        paragraph(t('courses.promotedThen')),
      ],
      { tone: 'success', buttons: [[button(t('courses.mine'), { command: 'mine', args: {} })]] },
    );
  };
  const { communityId } = session.course;
  const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
  await openPrivateChats(tx, personIds);
  await call.publications.publish(tx, {
    communityId,
    kind: 'notice',
    audience: { to: 'people', personIds },
    messages: { en: compose('en'), vi: compose('vi') },
    locale,
    notAfter: session.endsAt,
  });
}

function placeMessage(
  call: Call,
  session: Session & { course: Course },
  place: Place,
  isNew: boolean,
): Message {
  const { t, locale } = call;
  const { number, state } = place;
  const key = `courses.${isNew ? 'got' : 'has'}.${state}`;
  return message(
    [
      paragraph(t(key, { number, seats: session.seats })),
      fields([
        [t('courses.course'), courseWords(session.course, locale).title],
        [t('courses.when'), sessionWhen(session, call)],
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
function offerSessions(
  call: Call,
  course: Course,
  sessions: readonly SessionSeats[],
  note: string | undefined,
): Message {
  const { t, locale } = call;
  const offered = sessions.slice(0, mostOffered);
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
      paragraph(t('courses.whichSession', { course: courseWords(course, locale).title })),
      paragraph(inLines(offered.map((seats, index) => sessionLine(seats, call, index + 1)))),
    ],
    { buttons: inRows(buttons) },
  );
}

/** The session that is meant: the one named, or the only one that is open. */
async function sessionsFor(call: Call, course: Course): Promise<SessionSeats[]> {
  if (course.closedAt) throw new Refusal('courses.refused.closed');
  const sessions = await call.db.session.findMany({
    where: { courseId: course.id, ...openSessions(nowOf(call)) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  if (sessions.length === 0) throw new Refusal('courses.refused.noSessions');
  return withSeats(call.db, sessions);
}

/**
 * A place in a session of a course, or the next one of its waiting list.
 * @throws Refusal when the course or the session is closed, or has begun
 */
export async function signUp(
  call: Call,
  course: Course,
  chosen: SessionSeats | undefined,
  note: string | undefined,
): Promise<Message> {
  const open = chosen ? [chosen] : await sessionsFor(call, course);
  const [only] = open;
  if (!only || open.length > 1) return offerSessions(call, course, open, note);
  const session = { ...only.session, course };
  const coming = {
    sessionId: session.id,
    personId: call.person.id,
    note: note ?? '',
    now: nowOf(call),
  };
  const taken = await call.db.$transaction(async (tx) => {
    const outcome = await takePlace(tx, coming);
    if ('promoted' in outcome) await tellPromoted(call, tx, session, outcome.promoted);
    return outcome;
  }, placesTransaction);
  if (!('place' in taken)) throw new Refusal(`courses.refused.${taken.outcome}`);
  return placeMessage(call, session, taken.place, taken.outcome === 'taken');
}

/**
 * Gives a place back, or a turn in the waiting list; the first who waits gets a seat and is told.
 * @throws Refusal when it was given back before, or the session has begun
 */
export async function withdraw(call: Call, { session }: MySignup): Promise<Message> {
  const { t, db, person } = call;
  if (session.startsAt <= nowOf(call)) throw new Refusal('courses.refused.over');
  const was = await db.$transaction(async (tx) => {
    const given = await giveBack(tx, {
      sessionId: session.id,
      personId: person.id,
      now: nowOf(call),
    });
    if (!given) throw new Refusal('courses.refused.withdrawn');
    await tellPromoted(call, tx, session, given.promoted);
    return given.was;
  }, placesTransaction);
  return message(
    [
      paragraph(
        t(`courses.givenBack.${was}`, {
          course: courseWords(session.course, call.locale).title,
          when: sessionWhen(session, call),
        }),
      ),
    ],
    { tone: 'success' },
  );
}
