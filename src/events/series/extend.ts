import type { EventSeries } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { occurrencesOf } from '../../language/recurrence/occurrences.ts';
import { occurrenceTimes, readSeriesRule } from '../repeats/rule.ts';
import { readTemplate } from '../repeats/template.ts';

/**
 * How far ahead the dates of a series are events. When further ones are made, it has those of `days` days and `least`
 * ones at any rate; before there are less than `enoughDays` days left, further ones are made.
 */
const seriesHorizon = { days: 63, enoughDays: 56, least: 3 } as const;

const dayMs = 24 * 3_600_000;

/** The next dates that are to be events, and whether there are others after them. */
async function nextStarts(series: EventSeries, now: Temporal.Instant) {
  const recurring = readSeriesRule(series);
  const until = now.add({ hours: 24 * seriesHorizon.days });
  const near = await occurrencesOf(recurring, { after: now, before: until, most: 1000 });
  const starts =
    near.length >= seriesHorizon.least
      ? near
      : await occurrencesOf(recurring, { after: now, most: seriesHorizon.least });
  const last = starts.at(-1);
  const more = await occurrencesOf(recurring, { after: last ?? now, most: 1 });
  return { starts, last: more.length === 0 ? undefined : last };
}

/**
 * Makes the events of the coming weeks that a series does not have yet. Those that are left out, and those that it has
 * wherever they were moved, are not made again.
 * @returns how many were made
 * @throws RangeError or ZodError when its rule or its template cannot be read
 */
export async function extendSeries(
  tx: Transaction,
  series: EventSeries,
  now: Temporal.Instant,
): Promise<number> {
  const { id, communityId, zone } = series;
  const { starts, last } = await nextStarts(series, now);
  const exceptions = await tx.eventSeriesException.findMany({ where: { seriesId: id } });
  const left = new Set(exceptions.map(({ originalStartsAt }) => originalStartsAt.getTime()));
  const content = readTemplate(series.template);
  const { count } = await tx.event.createMany({
    data: starts
      .filter(({ epochMilliseconds }) => !left.has(epochMilliseconds))
      .map((start) => ({
        ...{ ...content, communityId, zone, seriesId: id },
        ...occurrenceTimes(series, start),
        originalStartsAt: new Date(start.epochMilliseconds),
      })),
    skipDuplicates: true,
  });
  await tx.eventSeries.update({
    where: { id },
    data: {
      extendAt: last
        ? new Date(
            Math.max(
              last.epochMilliseconds - seriesHorizon.enoughDays * dayMs,
              now.epochMilliseconds + dayMs / 24,
            ),
          )
        : null,
    },
  });
  return count;
}
