import type { Event } from '../../database/generated/client.ts';

/** When a moved event was to start before; nothing for an event that is not moved. */
export const previousStart = (
  { startsAt: previousStartsAt }: Pick<Event, 'startsAt'>,
  { startsAt }: Pick<Event, 'startsAt'>,
): Partial<Pick<Event, 'previousStartsAt'>> =>
  startsAt.getTime() !== previousStartsAt.getTime() && !Number.isNaN(previousStartsAt.getTime())
    ? { previousStartsAt }
    : {};
