import type { Community, Event, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import type { ServerEventContent } from '../delivery/server-events.ts';
import { hasValidTimes } from '../events/lifetime.ts';
import { contentHash, mirroredContent, mirroredEnd } from './content-view.ts';
import type { Outcome } from './planning/plan.ts';
import type { Candidate } from './planning/shown.ts';

/** Coming events that are looked at: of series, most are no next dates. */
const maxLooked = 1_000;
/** How long events of which no end is known stay on the list after their start, in milliseconds. */
const lookBackMs = 3_600_000;
/** Discord takes no dates that are more than five years ahead; in milliseconds. */
const maxAheadMs = 4.9 * 365 * 24 * 3_600_000;

/** An event with whether an edit of it waits for further ones. */
export type ComingEvent = Event & { isHeld: boolean };

type EventDb = Pick<PrismaClient, 'event'>;

/** The events of a community that have a date and are not over, by start. */
export async function readComing(
  db: EventDb,
  communityId: string,
  now: Date,
): Promise<ComingEvent[]> {
  const events = await db.event.findMany({
    where: {
      ...{ communityId, state: 'scheduled' },
      endsAt: { gte: new Date(now.getTime() - lookBackMs) },
      startsAt: { lte: new Date(now.getTime() + maxAheadMs) },
    },
    include: { change: { select: { dueAt: true } } },
    omit: { searchText: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: maxLooked,
  });
  return events
    .filter(hasValidTimes)
    .map(({ change, ...event }) => ({ ...event, searchText: '', isHeld: change !== null }));
}

/** An event and what the server shows of it. */
export interface MirrorableEvent extends Candidate {
  content: ServerEventContent;
}

export function toCandidate(
  event: ComingEvent,
  reader: Parameters<typeof mirroredContent>[1],
): MirrorableEvent {
  const content = mirroredContent(event, reader);
  return {
    ...{ eventId: event.id, seriesId: event.seriesId, isHeld: event.isHeld, content },
    startsAt: event.startsAt.getTime(),
    endsAt: mirroredEnd(event),
    hash: contentHash(content),
  };
}

/** What became of events that are mirrored. @returns nothing for those that are gone, or another community's now */
export async function readOutcomes(
  db: EventDb,
  community: Pick<Community, 'id'> | undefined,
  eventIds: readonly string[],
): Promise<Map<string, Outcome>> {
  const events = community
    ? await db.event.findMany({
        where: {
          ...{ id: { in: [...eventIds] }, communityId: community.id },
          ...withKnownEnumValues.event,
        },
        select: { id: true, state: true },
      })
    : [];
  return new Map(
    events.map(({ id, state }) => [id, state === 'cancelled' ? 'cancelled' : 'other']),
  );
}
