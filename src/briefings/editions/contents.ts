import { type AlertDetails, listActiveAlerts } from '../../alerts/queries.ts';
import { type CourseSessions, findOpenCourses } from '../../courses/queries.ts';
import type { Event, Item, PrismaClient } from '../../database/generated/client.ts';
import { findEvents } from '../../events/queries.ts';
import { briefingLimits } from '../limits.ts';
import type { BriefingDetails } from '../queries.ts';

/** What an edition would hold now. */
export interface EditionContents {
  alerts: AlertDetails[];
  items: Item[];
  events: readonly Event[];
  training: CourseSessions[];
}

/** Reads what a briefing's sections hold at an instant. Its items are those that wait for an edition. */
export async function collectContents(
  db: PrismaClient,
  { id, communityId, sections }: BriefingDetails,
  now: Temporal.Instant,
): Promise<EditionContents> {
  const from = new Date(now.epochMilliseconds);
  const until = new Date(now.add({ hours: 24 * briefingLimits.daysAhead }).epochMilliseconds);
  const has = (section: keyof EditionContents) => sections.includes(section);
  return {
    alerts: has('alerts')
      ? await listActiveAlerts(db, communityId, from, briefingLimits.alerts)
      : [],
    items: has('items')
      ? await db.item.findMany({
          where: { briefingId: id, editionId: null },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take: briefingLimits.items,
        })
      : [],
    events: has('events')
      ? (await findEvents(db, { communityId, from, until, take: briefingLimits.events })).events
      : [],
    training: has('training')
      ? (await findOpenCourses(db, { communityId, now: from })).slice(0, briefingLimits.courses)
      : [],
  };
}

/** An edition with nothing in it is not posted. */
export const isEditionEmpty = (contents: EditionContents): boolean =>
  Object.values(contents).every((section) => section.length === 0);
