import type { Event } from '../../database/generated/client.ts';

export type EventAction = 'edited' | 'cancelled' | 'postponed';

/** An event before and after a change. */
export interface EventDiff {
  action: EventAction;
  before: Event;
  after: Event;
  reason?: string | undefined;
}

/** Whether its times have changed. */
export const isMoved = (before: Event, after: Event): boolean =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime() ||
  before.allDay !== after.allDay;

/** The headline of a change: an event that was postponed to a new date has moved. */
export const headlineOf = ({
  action,
  after,
}: Pick<EventDiff, 'action' | 'after'>): EventAction | 'moved' =>
  action === 'postponed' && after.state === 'scheduled' ? 'moved' : action;
