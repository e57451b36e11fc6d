import { cronFields, cronMatcher } from './cron.ts';

/** How far ahead a beat is looked for, in years: a 29 February that is a Sunday can be 40 years away (2088 to 2128). */
const horizonYears = 41;

/** A briefing's own clock: five cron fields and the IANA zone in which they are read. */
export interface CronSchedule {
  cron: string;
  zone: string;
}

/**
 * The instant at which node-cron fires for a local time. It skips a local time that the clocks jump over.
 * Of one that comes twice it takes the first where clocks are behind UTC and the second where they are
 * ahead, because it begins with the offset that holds when UTC shows that time.
 * Source: node-cron 4.6, `localTimeToTimestamp`.
 */
function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant | undefined {
  const asUtc = local.toZonedDateTime('UTC').toInstant();
  const offsetAt = (instant: Temporal.Instant) =>
    instant.toZonedDateTimeISO(zone).offsetNanoseconds;
  const first = asUtc.subtract({ nanoseconds: offsetAt(asUtc) });
  const second = asUtc.subtract({ nanoseconds: offsetAt(first) });
  return [first, second].find((one) =>
    one.toZonedDateTimeISO(zone).toPlainDateTime().equals(local),
  );
}

/**
 * Every beat after an instant, in order: what a node-cron task that has always been running fires.
 * Preview and firing both come from here, so that what was promised is what happens; node-cron's own list
 * depends on when it is asked (asked between the two 02:00 of Paris it forgets the second).
 * Ends when no beat comes for 41 years.
 */
export function* occurrencesAfter(
  { cron, zone }: CronSchedule,
  after: Temporal.Instant,
): Generator<Temporal.Instant, void> {
  const fields = cronFields(cron);
  if (!fields) return;
  const matches = cronMatcher(cron, zone);
  const times = fields.hour
    .toSorted((a, b) => a - b)
    .flatMap((hour) =>
      fields.minute
        .toSorted((a, b) => a - b)
        .map((minute) => Temporal.PlainTime.from({ hour, minute })),
    );
  let day = after.toZonedDateTimeISO(zone).toPlainDate();
  let until = day.add({ years: horizonYears });
  while (Temporal.PlainDate.compare(day, until) < 0) {
    if (!fields.month.includes(day.month)) {
      day = day.with({ day: 1 }).add({ months: 1 });
      continue;
    }
    for (const time of times) {
      const at = instantOf(day.toPlainDateTime(time), zone);
      if (at === undefined) continue;
      // The month and the time fit: what does not match is the day.
      if (!matches(at)) break;
      if (Temporal.Instant.compare(at, after) <= 0) continue;
      until = day.add({ years: horizonYears });
      yield at;
    }
    day = day.add({ days: 1 });
  }
}

/** The next beats after an instant, at most `count`. */
export const nextOccurrences = (
  rhythm: CronSchedule,
  after: Temporal.Instant,
  count: number,
): Temporal.Instant[] => [...occurrencesAfter(rhythm, after).take(count)];
