import type { CommandContext } from '../context/command-context.ts';
import { button } from '../message/build.ts';
import type { Button } from '../message/message.ts';
import { findSeatPosition } from '../seats/seats.ts';
import { listUpcomingSignups } from './arguments.ts';
import { formatSessionTime, localizedCourse } from './messages.ts';

/** Withdraw buttons under one message: a row. */
const maxButtons = 5;

/** My places in sessions that are not over, each as a line, with buttons to give them back. */
export async function listMySignups(
  call: CommandContext,
): Promise<{ lines: string[]; buttons: Button[] }> {
  const { t, db, locale, now, account } = call;
  const signups = await listUpcomingSignups(call);
  const lines: string[] = [];
  for (const [index, { session, ...signup }] of signups.entries()) {
    const place = await findSeatPosition(db, signup);
    if (!place) continue;
    const what = [
      localizedCourse(session.course, locale).title,
      formatSessionTime(session, call),
      session.place,
    ]
      .filter((part) => part !== '')
      .join(' · ');
    const which = t(`courses.mineState.${place.state}`, {
      number: place.number,
      seats: session.seats,
    });
    lines.push(`${index + 1}. ${what} · ${which}`);
  }
  const buttons = signups.flatMap(({ id, session, state }, index) =>
    session.startsAt.getTime() <= now.epochMilliseconds
      ? []
      : [
          button(
            t(`courses.${state === 'waiting' ? 'leaveWaitingNumber' : 'withdrawNumber'}`, {
              number: index + 1,
            }),
            {
              command: 'withdraw',
              args: { signup: `id:${id}` },
              account: account.id,
            },
          ),
        ],
  );
  return { lines, buttons: buttons.slice(0, maxButtons) };
}
