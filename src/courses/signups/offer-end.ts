const minuteMs = 60_000;

/** How long a seat is offered to somebody who wants to be asked where the course gives seats at once, in minutes. */
export const usualOfferMinutes = 24 * 60;
/** No offer is shorter, unless the list stands still before. */
const shortestOfferMinutes = 15;
/** An offer that would end in quiet hours ends so long after them. */
const afterQuietMinutes = 60;

export interface OfferTimes {
  /** Milliseconds since the epoch, as all times here. */
  now: number;
  startsAt: number;
  offerMinutes: number;
  /** So many minutes before the start no seat is given any more. */
  freezeMinutes: number;
  /** When the reader's quiet hours end in which a time is; undefined outside of them. */
  quietEnd(at: number): number | undefined;
}

/**
 * Until when an offer stands: for its time from when it is read, at most half of what is left before the list stands
 * still, so that another can be asked; not into quiet hours.
 */
export function offerEnd({
  now,
  startsAt,
  offerMinutes,
  freezeMinutes,
  quietEnd,
}: OfferTimes): number {
  const last = startsAt - freezeMinutes * minuteMs;
  const readAt = quietEnd(now) ?? now;
  const length = Math.min(
    offerMinutes * minuteMs,
    Math.max((last - readAt) / 2, shortestOfferMinutes * minuteMs),
  );
  const end = readAt + length;
  const quiet = quietEnd(end);
  return Math.round(
    Math.min(quiet === undefined ? end : quiet + afterQuietMinutes * minuteMs, last),
  );
}
