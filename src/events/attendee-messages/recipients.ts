import type { Prisma, RsvpState } from '../../database/generated/client.ts';

/** To whom organisers write: those who answered an event so. */
export const attendeeGroups = ['going', 'going_maybe', 'waiting', 'all'] as const;
export type AttendeeGroup = (typeof attendeeGroups)[number];

const statesOf: Readonly<Record<AttendeeGroup, RsvpState[]>> = {
  going: ['going'],
  going_maybe: ['going', 'maybe'],
  waiting: ['waiting'],
  all: ['going', 'maybe', 'waiting', 'declined'],
};

/** The people of a group. */
export const attendeesWhere = (eventId: string, group: AttendeeGroup): Prisma.PersonWhereInput => ({
  rsvps: { some: { eventId, state: { in: statesOf[group] } } },
});
