import type { CommandContext } from '../../context/command-context.ts';
import {
  button,
  fields,
  message,
  paragraph,
  type RowInput,
  rows,
  textMessage,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
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

function seatMessage(
  { session, seat, isNew }: Extract<SignupResult, { kind: 'signedUp' }>,
  reader: SignupReader,
): Message {
  const { t, locale } = reader;
  const { number, state } = seat;
  const place = sessionPlace(session);
  return message(
    [
      paragraph(t(`courses.${isNew ? 'got' : 'has'}.${state}`, { number, seats: session.seats })),
      fields([
        [t('courses.course'), localizedCourse(session.course, locale).title],
        [t('courses.when'), formatSessionTime(session, reader)],
        ...(place === '' ? [] : [[t('courses.place'), place] as const]),
      ]),
    ],
    {
      tone: isNew && state === 'confirmed' ? 'success' : 'plain',
      buttons: [
        [
          withdrawButton(seat, reader),
          ...(state === 'confirmed' ? [calendarButton(seat, reader)] : []),
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

/** What became of a signup, or which session it shall be for. */
export const signupMessage = (
  result: SignupResult,
  input: SignupInput,
  reader: SignupReader,
): Message =>
  result.kind === 'choose'
    ? chooseSessionMessage(result, input, reader)
    : seatMessage(result, reader);

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
