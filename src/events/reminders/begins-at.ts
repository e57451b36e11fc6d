import type { Event } from '../../database/generated/client.ts';

/** When an event begins, for its reminders: one of whole days at nine in the morning of its first day. */
export const beginsAt = ({ startsAt, allDay }: Pick<Event, 'startsAt' | 'allDay'>): Date =>
  new Date(startsAt.getTime() + (allDay ? 9 * 3_600_000 : 0));
