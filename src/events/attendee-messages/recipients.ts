import type { RsvpState } from '../../database/generated/client.ts';
import {
  findRecipients,
  type RecipientLookup,
  type Recipients,
} from '../../notifications/recipients.ts';

/** To whom organisers write: those who answered an event so. */
export const attendeeGroups = ['going', 'going_maybe', 'waiting', 'all'] as const;
export type AttendeeGroup = (typeof attendeeGroups)[number];

const statesOf: Readonly<Record<AttendeeGroup, RsvpState[]>> = {
  going: ['going'],
  going_maybe: ['going', 'maybe'],
  waiting: ['waiting'],
  all: ['going', 'maybe', 'waiting', 'declined'],
};

/** The people of a group, by whether the bot can write to them. */
export const findAttendees = (
  lookup: RecipientLookup,
  eventId: string,
  group: AttendeeGroup,
): Promise<Recipients> =>
  findRecipients(lookup, { rsvps: { some: { eventId, state: { in: statesOf[group] } } } });
