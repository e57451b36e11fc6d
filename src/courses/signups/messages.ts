import type { CommandContext } from '../../context/command-context.ts';
import type { Course } from '../../database/generated/client.ts';
import {
  button,
  fields,
  message,
  paragraph,
  type RowInput,
  rows,
  textMessage,
} from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import type { SeatPosition } from '../../seats/seats.ts';
import {
  type CourseReader,
  formatSessionTime,
  localizedCourse,
  sessionPlace,
  sessionSummary,
} from '../messages.ts';
import type { SignupWithSession } from './queries.ts';
import type { SignupInput, SignupResult } from './service.ts';
import { waitingRule } from './waiting-rule-view.ts';

/** Sessions offered at once. */
const maxOffered = 25;

type SignupReader = CourseReader & Pick<CommandContext, 'account'>;

const withdrawButton = ({ signup, state }: SeatPosition, { t, account }: SignupReader) =>
  button(t(state === 'waiting' ? 'courses.leaveWaiting' : 'courses.withdraw'), {
    command: 'withdraw',
    args: { signup: `id:${signup.id}` },
    account: account.id,
  });

const calendarButton = ({ signup }: SeatPosition, { t, account }: SignupReader) =>
  button(t('calendar.add'), {
    command: 'signup',
    step: 'calendar',
    args: { signup: `id:${signup.id}` },
    account: account.id,
  });

/** What whoever waits can choose besides leaving: only a list that gives seats at once leaves a choice. */
function askFirstButtons(
  { signup, state }: SeatPosition,
  { offerMinutes }: Course,
  { t, account }: SignupReader,
): Button[] {
  if (state !== 'waiting' || offerMinutes !== null || signup.replacesId !== null) return [];
  return [
    button(t(`courses.waitingRule.${signup.asksFirst ? 'noNeed' : 'askMe'}`), {
      ...{ command: 'signup', step: 'ask', account: account.id },
      args: { signup: `id:${signup.id}`, first: signup.asksFirst ? 'no' : 'yes' },
    }),
  ];
}

/** The buttons that take or pass on a seat that is kept for the reader. */
const offerButtons = ({ signup }: SeatPosition, { t, account }: SignupReader): Button[] =>
  (['take', 'pass'] as const).map((step) =>
    button(
      t(`courses.offer.${step}`),
      { command: 'signup', step, args: { signup: `id:${signup.id}` }, account: account.id },
      step === 'take' ? 'primary' : 'secondary',
    ),
  );

function seatButtons(seat: SeatPosition, course: Course, reader: SignupReader): Button[] {
  if (seat.state === 'offered') return offerButtons(seat, reader);
  return [
    withdrawButton(seat, reader),
    ...(seat.state === 'confirmed' ? [calendarButton(seat, reader)] : []),
    ...askFirstButtons(seat, course, reader),
  ];
}

/** A button to what the course asks, where it asks something. */
const askedButtons = ({ signup }: SeatPosition, { asks }: Course, { t, account }: SignupReader) =>
  asks
    ? [
        button(
          t('questions.answer'),
          {
            ...{ command: 'question answer', account: account.id },
            args: { signup: `id:${signup.id}` },
          },
          'primary',
        ),
      ]
    : [];

/** A seat, or a position in the waiting list and how that moves on. */
export function seatMessage(
  { session, seat, isNew }: Extract<SignupResult, { kind: 'signedUp' }>,
  reader: SignupReader,
): Message {
  const { t, locale } = reader;
  const { number, state, signup } = seat;
  const place = sessionPlace(session);
  const waits = state === 'waiting';
  return message(
    [
      paragraph(
        // A kept seat is never new here: it is offered in a message of its own.
        t(`courses.${isNew && state !== 'offered' ? `got.${state}` : `has.${state}`}`, {
          ...{ number, seats: session.seats },
        }),
      ),
      ...(waits ? [paragraph(waitingRule(session.course, reader, signup.asksFirst))] : []),
      ...(waits && signup.replacesId !== null ? [paragraph(t('courses.swap.keeps'))] : []),
      ...(session.course.asks ? [paragraph(t('questions.please'))] : []),
      fields([
        [t('courses.course'), localizedCourse(session.course, locale).title],
        [t('courses.when'), formatSessionTime(session, reader)],
        ...(place === '' ? [] : [[t('courses.place'), place] as const]),
      ]),
    ],
    {
      tone: isNew && state === 'confirmed' ? 'success' : 'plain',
      picture: pictureOf(session.course, locale),
      buttons: [
        [
          ...askedButtons(seat, session.course, reader),
          ...seatButtons(seat, session.course, reader),
        ],
      ],
    },
  );
}

/** Lists the open sessions of a course, each with a button to sign up. */
function chooseSessionMessage(
  { sessions }: Extract<SignupResult, { kind: 'choose' }>,
  { course, note }: SignupInput,
  reader: CourseReader,
): Message {
  const { t, locale } = reader;
  const items = sessions.slice(0, maxOffered).map(
    (occupancy): RowInput => ({
      content: sessionSummary(occupancy, reader),
      name: '',
      buttons: [
        button(
          t('courses.signUp'),
          {
            command: 'signup',
            args: {
              course: `id:${course.id}`,
              session: `id:${occupancy.session.id}`,
              ...(note === undefined ? {} : { note }),
            },
          },
          'primary',
        ),
      ],
    }),
  );
  return message([
    paragraph(t('courses.whichSession', { course: localizedCourse(course, locale).title })),
    rows(items),
  ]);
}

/** Whether somebody who may have one seat in a course wants to change it for one in another session. */
function swapQuestionMessage(
  { from, session }: Extract<SignupResult, { kind: 'swap' }>,
  reader: SignupReader,
): Message {
  const { t, account } = reader;
  const times = {
    from: formatSessionTime(from.session, reader),
    to: formatSessionTime(session, reader),
  };
  const args = {
    ...{ course: `id:${session.courseId}`, session: `id:${session.id}` },
    signup: `id:${from.id}`,
  };
  const doer = { command: 'signup', account: account.id };
  return message(
    [
      paragraph(
        t(`courses.swap.ask.${from.state === 'confirmed' ? 'confirmed' : 'waiting'}`, times),
      ),
    ],
    {
      buttons: [
        [
          button(t('courses.swap.do'), { ...doer, step: 'swap', args }, 'primary'),
          button(t('courses.swap.stay'), { ...doer, step: 'stay', args: {} }),
        ],
      ],
    },
  );
}

/** What became of a signup, or which session it shall be for. */
export function signupMessage(
  result: SignupResult,
  input: SignupInput,
  reader: SignupReader,
): Message {
  switch (result.kind) {
    case 'choose':
      return chooseSessionMessage(result, input, reader);
    case 'swap':
      return swapQuestionMessage(result, reader);
    default:
      return seatMessage(result, reader);
  }
}

/** @param previousState what was given back */
export const withdrawnMessage = (
  { session }: SignupWithSession,
  previousState: SeatPosition['state'],
  reader: CourseReader,
): Message =>
  textMessage(
    reader.t(`courses.givenBack.${previousState}`, {
      course: localizedCourse(session.course, reader.locale).title,
      when: formatSessionTime(session, reader),
    }),
    { tone: 'success' },
  );
