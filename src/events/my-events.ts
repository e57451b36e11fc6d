import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import { isolateBidi } from '../language/text/bidi.ts';
import { notEndedWhere } from './lifetime.ts';
import { eventStateLabel, formatEventWhen, localizedEvent } from './messages.ts';

/** Events to which I go and that are not over, the next first, each as a line. */
export async function listMyEvents(call: CommandContext): Promise<string[]> {
  const rsvps = await call.db.rsvp.findMany({
    where: {
      personId: call.person.id,
      going: true,
      event: notEndedWhere(nowAsDate(call)),
    },
    include: { event: true },
    orderBy: { event: { startsAt: 'asc' } },
    take: 100,
  });
  return rsvps.map(
    ({ event }) =>
      `${eventStateLabel(event, call)}${isolateBidi(localizedEvent(event, call.locale).title)} · ${formatEventWhen(event, call)}`,
  );
}
