import { activeAlerts, type WholeAlert } from '../alerts/find.ts';
import { type CourseSessions, findOpenCourses } from '../courses/find.ts';
import type { Event, Item, PrismaClient } from '../database/generated/client.ts';
import { findEvents } from '../events/find.ts';
import type { WholeBriefing } from './find.ts';
import { briefingRules } from './rules.ts';

/** What an edition would hold now. */
export interface Contents {
  alerts: WholeAlert[];
  items: Item[];
  events: readonly Event[];
  training: CourseSessions[];
}

/** Reads what a briefing's sections hold at an instant. Its items are those that wait for an edition. */
export async function gather(
  db: PrismaClient,
  { id, communityId, sections }: WholeBriefing,
  now: Temporal.Instant,
): Promise<Contents> {
  const from = new Date(now.epochMilliseconds);
  const until = new Date(now.add({ hours: 24 * briefingRules.daysAhead }).epochMilliseconds);
  const has = (section: keyof Contents) => sections.includes(section);
  return {
    alerts: has('alerts') ? await activeAlerts(db, communityId, from, briefingRules.alerts) : [],
    items: has('items')
      ? await db.item.findMany({
          where: { briefingId: id, editionId: null },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          take: briefingRules.items,
        })
      : [],
    events: has('events')
      ? (await findEvents(db, { communityId, from, until, take: briefingRules.events })).events
      : [],
    training: has('training')
      ? (await findOpenCourses(db, { communityId, now: from })).slice(0, briefingRules.courses)
      : [],
  };
}

/** An edition with nothing in it is not posted. */
export const isEmpty = (contents: Contents): boolean =>
  Object.values(contents).every((section) => section.length === 0);
