import type { CommandContext } from '../../context/command-context.ts';
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

/** A person's own signups, one numbered line each. */
export const ownSignupLines = (signups: readonly OwnSignup[], reader: CourseReader): string[] =>
  signups.map(({ signup: { session }, seat }, index) => {
    const { t, locale } = reader;
    const what = [
      localizedCourse(session.course, locale).title,
      formatSessionTime(session, reader),
      sessionPlace(session),
    ]
      .filter((part) => part !== '')
      .join(' · ');
    const position = t(`courses.mineState.${seat.state}`, {
      number: seat.number,
      seats: session.seats,
    });
    return `${index + 1}. ${what} · ${position}`;
  });

/** Buttons to withdraw from sessions that have not started, numbered as the lines are. */
export const ownSignupButtons = (
  signups: readonly OwnSignup[],
  { t, now, account }: Pick<CommandContext, 't' | 'now' | 'account'>,
): Button[] =>
  signups
    .flatMap(({ signup: { id, session, state } }, index) =>
      session.startsAt.getTime() <= now.epochMilliseconds
        ? []
        : [
            button(
              t(`courses.${state === 'waiting' ? 'leaveWaitingNumber' : 'withdrawNumber'}`, {
                number: index + 1,
              }),
              { command: 'withdraw', args: { signup: `id:${id}` }, account: account.id },
            ),
          ],
    )
    .slice(0, maxButtons);
