import { timeInZone } from './time-value.ts';

/** A change of a zone's clock; times in milliseconds, offsets from UTC. */
export interface ClockChange {
  /** Since the epoch. */
  at: number;
  before: number;
  after: number;
}

/** The clock of a zone in a span of time: what Temporal knows, in numbers, since a calendar asks for it thousands of times. */
export interface ZoneClock {
  /** As Temporal spells it. */
  zone: string;
  /** The changes in the span, after the last one before it. */
  changes: readonly ClockChange[];
  offsetAt(at: number): number;
  /** Whether clocks go back over this time: of the two moments that it names, readers take different ones. */
  isAmbiguous(at: number): boolean;
}

const offsetOf = (time: Temporal.ZonedDateTime): number => time.offsetNanoseconds / 1e6;

/** The last change before a time and those until another; of a zone without changes, one that changes nothing. */
function changesBetween(first: Temporal.ZonedDateTime, last: number): ClockChange[] {
  const changes: ClockChange[] = [];
  let next = first.getTimeZoneTransition('previous');
  if (!next) {
    const offset = offsetOf(first);
    changes.push({ at: -offset, before: offset, after: offset });
    next = first.getTimeZoneTransition('next');
  }
  while (next && next.epochMilliseconds <= last) {
    const before = offsetOf(next.subtract({ nanoseconds: 1 }));
    changes.push({ at: next.epochMilliseconds, before, after: offsetOf(next) });
    next = next.getTimeZoneTransition('next');
  }
  return changes;
}

/** @param zone UTC where it is unknown @param span the first and the last time that is asked for, in milliseconds */
export function createZoneClock(
  zone: string,
  { first, last }: { first: number; last: number },
): ZoneClock {
  const start = timeInZone(new Date(first), zone);
  const changes = changesBetween(start, last);
  const later = changes.toReversed();
  return {
    zone: start.timeZoneId,
    changes,
    offsetAt: (at) => later.find((change) => change.at <= at)?.after ?? changes[0]?.before ?? 0,
    isAmbiguous: (at) =>
      changes.some((change) => Math.abs(at - change.at) <= change.before - change.after),
  };
}
