import type { CommandContext } from '../../context/command-context.ts';
import { formatInstant } from '../../language/format-date.ts';
import { button } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';
import {
  type CourseReader,
  formatSessionTime,
  localizedCourse,
  sessionPlace,
} from '../messages.ts';
import type { OwnSignup } from './queries.ts';

/** Withdraw buttons under one message: one row. */
const maxButtons = 5;

/** A person's own signups, one numbered line each. @param missing how many answers each still needs, by its id */
export const ownSignupLines = (
  signups: readonly OwnSignup[],
  missing: ReadonlyMap<string, number>,
  reader: CourseReader,
): string[] =>
  signups.map(({ signup: { id, session }, seat }, index) => {
    const { t, locale, zone, now } = reader;
    const what = [
      localizedCourse(session.course, locale).title,
      formatSessionTime(session, reader),
      sessionPlace(session),
    ]
      .filter((part) => part !== '')
      .join(' · ');
    const until = seat.signup.offeredUntil;
    const position = t(`courses.mineState.${seat.state}`, {
      number: seat.number,
      seats: session.seats,
      time: until ? formatInstant(until.toTemporalInstant(), zone, locale, now) : '',
    });
    const count = missing.get(id) ?? 0;
    const todo = count > 0 ? ` · ${t('questions.todo', { count })}` : '';
    return `${index + 1}. ${what} · ${position}${todo}`;
  });

type ButtonReader = Pick<CommandContext, 't' | 'now' | 'account'>;

function ownSignupButton(
  { id, state }: OwnSignup['signup'],
  number: number,
  { t, account }: ButtonReader,
): Button {
  const call = { args: { signup: `id:${id}` }, account: account.id };
  if (state === 'offered')
    return button(
      t('courses.offer.takeNumber', { number }),
      { command: 'signup', step: 'take', ...call },
      'primary',
    );
  const label = state === 'waiting' ? 'leaveWaitingNumber' : 'withdrawNumber';
  return button(t(`courses.${label}`, { number }), { command: 'withdraw', ...call });
}

/** Buttons to take what is offered, or withdraw, for sessions that have not started, numbered as the lines are. */
export const ownSignupButtons = (signups: readonly OwnSignup[], reader: ButtonReader): Button[] =>
  signups
    .flatMap(({ signup }, index) =>
      signup.session.startsAt.getTime() <= reader.now.epochMilliseconds
        ? []
        : [ownSignupButton(signup, index + 1, reader)],
    )
    .slice(0, maxButtons);

/** Buttons to answer what courses ask, numbered as the lines are. @param missing has each signup that can be answered */
export const ownAnswerFormButtons = (
  signups: readonly OwnSignup[],
  missing: ReadonlyMap<string, number>,
  { t, account }: ButtonReader,
): Button[] =>
  signups
    .flatMap(({ signup: { id } }, index) => {
      const count = missing.get(id);
      if (count === undefined) return [];
      return [
        button(
          t('questions.answerNumber', { number: index + 1 }),
          { command: 'question answer', args: { signup: `id:${id}` }, account: account.id },
          count > 0 ? 'primary' : 'secondary',
        ),
      ];
    })
    .slice(0, maxButtons);
