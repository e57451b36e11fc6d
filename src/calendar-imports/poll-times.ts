const minute = 60_000;
const hour = 60 * minute;

/** How often a calendar is looked at, in milliseconds, whatever it asks for. */
const pollInterval = { least: 15 * minute, usual: hour, most: 24 * hour } as const;

/** How long dates of the coming weeks are made of a calendar that has not changed. */
export const longestUnread = 24 * hour;

/** After so many failures in a row organisers are told. */
export const failuresUntilTold = 3;

/** How often a calendar is looked at. @param asked what it asks for, in milliseconds */
export const intervalOf = (asked: number | undefined): number =>
  Math.min(Math.max(asked ?? pollInterval.usual, pollInterval.least), pollInterval.most);

/** A time around another: calendars that were added together are not asked together for good. */
const around = (ms: number, random: () => number): number =>
  Math.round(ms * (0.9 + 0.2 * random()));

/** How long until a calendar is looked at again after it was read. */
export const nextPoll = (intervalMs: number, random: () => number): number =>
  around(intervalOf(intervalMs), random);

/**
 * How long until a calendar that could not be read is looked at again: longer with each failure.
 * @param failures in a row, from 1 @param retryAfterMs how long the server wants to be left alone
 */
export const retryIn = (
  failures: number,
  retryAfterMs: number | undefined,
  random: () => number,
): number =>
  Math.max(
    around(
      Math.min(pollInterval.least * 2 ** Math.min(failures - 1, 10), pollInterval.most),
      random,
    ),
    retryAfterMs ?? 0,
  );
