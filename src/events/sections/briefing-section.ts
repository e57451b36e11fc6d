import { z } from 'zod';
import { defineBriefingSection } from '../../context/modules/briefing-section.ts';
import type { Event } from '../../database/generated/client.ts';
import { untranslatedFields } from '../../language/translations.ts';
import { createEventSnapshot, restoreEventSnapshot } from '../announcements/snapshot.ts';
import { findEvents } from '../queries.ts';
import { briefingEventBlock, eventChangeSince } from './briefing-messages.ts';

const limits = { days: 7, events: 30 } as const;

const snapshotSchema = z.record(z.string(), z.unknown());

/** A snapshot, undefined for an event whose times are not valid dates. */
function trySnapshot(event: Event) {
  try {
    return createEventSnapshot(event);
  } catch {
    return undefined;
  }
}

/** Events of the coming days. */
export const eventsSection = defineBriefingSection<Event>({
  name: 'events',
  async collect(db, { communityId, now }) {
    const { events } = await findEvents(db, {
      communityId,
      from: new Date(now.epochMilliseconds),
      until: new Date(now.add({ hours: 24 * limits.days }).epochMilliseconds),
      take: limits.events,
    });
    return events;
  },
  blocks: (event, reader) => [briefingEventBlock(event, reader)],
  snapshot: trySnapshot,
  untranslatedTitle: ({ title, translations }) =>
    untranslatedFields({ title }, translations).length > 0 ? title : undefined,
  async changesSince(db, snapshot) {
    const snapshots = snapshotSchema.safeParse(snapshot).data ?? {};
    const events = await db.event.findMany({
      where: { id: { in: Object.keys(snapshots) } },
      orderBy: { startsAt: 'asc' },
    });
    const pairs = events.flatMap((event) => {
      const before = restoreEventSnapshot(event, snapshots[event.id]);
      return before ? [{ event, before }] : [];
    });
    return (reader) =>
      pairs.flatMap(({ event, before }) => eventChangeSince(event, before, reader) ?? []);
  },
});
