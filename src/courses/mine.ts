import type { Call } from '../communities/call.ts';
import { button } from '../message/build.ts';
import type { Button } from '../message/message.ts';
import { signupsOf } from './pick.ts';
import { placeOf } from './places.ts';
import { courseWords, sessionWhen } from './show.ts';

/** Withdraw buttons under one message: a row. */
const mostButtons = 5;

/** My places in sessions that are not over, each as a line, with buttons to give them back. */
export async function mySignups(call: Call): Promise<{ lines: string[]; buttons: Button[] }> {
  const { t, db, locale, now, account } = call;
  const signups = await signupsOf(call);
  const lines: string[] = [];
  for (const [index, { session, ...signup }] of signups.entries()) {
    const place = await placeOf(db, signup);
    if (!place) continue;
    const what = [
      courseWords(session.course, locale).title,
      sessionWhen(session, call),
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
  return { lines, buttons: buttons.slice(0, mostButtons) };
}
