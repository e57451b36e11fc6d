import { type AlertDetails, listActiveAlerts } from '../alerts/queries.ts';
import { type CourseSessions, findOpenCourses, type SessionOccupancy } from '../courses/queries.ts';
import type { Event, PrismaClient } from '../database/generated/client.ts';
import { findEvents } from '../events/queries.ts';

/** Rows that a board shows at most. */
const boardLimits = { events: 7, courses: 5, sessions: 2, alerts: 3 } as const;

/** What is on in a community. */
export interface BoardContent {
  alerts: readonly AlertDetails[];
  /** The next events, cancelled ones included so that people learn of it. */
  events: readonly Event[];
  /** Open courses with sessions that have free seats, with those sessions alone. */
  courses: readonly CourseSessions[];
}

const hasFreeSeat = ({ session, taken }: SessionOccupancy): boolean => session.seats > taken;

export async function readBoardContent(
  db: PrismaClient,
  communityId: string,
  now: Date,
): Promise<BoardContent> {
  const { events } = await findEvents(db, { communityId, from: now, take: boardLimits.events });
  const open = await findOpenCourses(db, { communityId, now });
  return {
    alerts: await listActiveAlerts(db, communityId, now, boardLimits.alerts),
    events,
    courses: open
      .map(({ course, sessions }) => ({
        course,
        sessions: sessions.filter(hasFreeSeat).slice(0, boardLimits.sessions),
      }))
      .filter(({ sessions }) => sessions.length > 0)
      .slice(0, boardLimits.courses),
  };
}
