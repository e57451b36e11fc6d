import { type Call, nowOf } from '../communities/call.ts';
import { isolate } from '../language/isolate.ts';
import { notOver } from './over.ts';
import { eventState, eventWhen, eventWords } from './show.ts';

/** Events to which I go and that are not over, the next first, each as a line. */
export async function myEvents(call: Call): Promise<string[]> {
  const interests = await call.db.interest.findMany({
    where: {
      personId: call.person.id,
      going: true,
      event: notOver(nowOf(call)),
    },
    include: { event: true },
    orderBy: { event: { startsAt: 'asc' } },
    take: 100,
  });
  return interests.map(
    ({ event }) =>
      `${eventState(event, call)}${isolate(eventWords(event, call.locale).title)} · ${eventWhen(event, call)}`,
  );
}
