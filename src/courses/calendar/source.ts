import type { CalendarItem, CalendarSource } from '../../context/modules/calendar-source.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { SessionWithCourse } from '../signups/queries.ts';
import { sessionCalendarEntry } from './entry-view.ts';

/** @param isWaiting whether the reader is on its waiting list */
const toItem = (session: SessionWithCourse, isWaiting = false): CalendarItem => ({
  topics: () => [],
  entry(reader) {
    const entry = sessionCalendarEntry(session, reader);
    return isWaiting && entry.status !== 'cancelled'
      ? {
          ...entry,
          status: 'tentative',
          title: reader.t('courses.inCalendarWaiting', { course: entry.title }),
        }
      : entry;
  },
});

/** The sessions of a community's courses, and those that a person signed up for. */
export const sessionsInCalendars: CalendarSource = {
  async ofCommunity(db, { communityId, from, limit }) {
    const sessions = await db.session.findMany({
      where: { endsAt: { gte: from }, course: { ...withKnownEnumValues.course, communityId } },
      include: { course: true },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return sessions.map((session) => toItem(session));
  },
  async ofPerson(db, { personId, from, limit }) {
    const signups = await db.signup.findMany({
      where: {
        ...withKnownEnumValues.signup,
        personId,
        // Whoever applied takes part in nothing yet.
        state: { in: ['confirmed', 'waiting', 'offered'] },
        session: { endsAt: { gte: from }, course: withKnownEnumValues.course },
      },
      include: { session: { include: { course: true } } },
      orderBy: [{ session: { startsAt: 'asc' } }, { id: 'asc' }],
      take: limit,
    });
    return signups.map(({ session, state }) => toItem(session, state !== 'confirmed'));
  },
  // These tables announce their rows by id: new ones are those of any community.
  dependencies: () => ['Course', 'Session'],
};
