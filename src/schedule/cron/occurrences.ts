import { cronFields, cronMatcher } from './cron.ts';

/** Years searched ahead: a 29 February that is a Sunday can be 40 years away (2088 to 2128). */
const horizonYears = 41;

/** Five cron fields and their IANA zone. */
export interface CronSchedule {
  cron: string;
  zone: string;
}

/**
 * The instant at which node-cron fires for a local time; undefined in the gap when clocks go forward. Of a repeated
 * local time it is the first in zones behind UTC and the second in zones ahead of it, because node-cron starts from the
 * offset that holds when UTC shows that time.
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
 * Every occurrence after an instant, in order, as a node-cron task that runs all the time fires. Previews and firing
 * both use it; node-cron's own list depends on when it is computed (between the two 02:00 of Paris it omits the second).
 * Ends when there is none for 41 years.
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
      // Month and time match, so the day does not.
      if (!matches(at)) break;
      if (Temporal.Instant.compare(at, after) <= 0) continue;
      until = day.add({ years: horizonYears });
      yield at;
    }
    day = day.add({ days: 1 });
  }
}

/** The next occurrences after an instant, at most `count`. */
export const nextOccurrences = (
  schedule: CronSchedule,
  after: Temporal.Instant,
  count: number,
): Temporal.Instant[] => [...occurrencesAfter(schedule, after).take(count)];
