import { z } from 'zod';
import type { Event, EventSeries, PrismaClient } from '../../database/generated/client.ts';
import { occurrencesOf, type Recurring } from '../../language/recurrence/occurrences.ts';
import type { RecurrenceRule } from '../../language/recurrence/rule.ts';
import { readSeriesRule } from './rule.ts';
import { readTemplate, type SeriesTemplate } from './template.ts';

/** A series with what its dates have in common, when it is, and when it is not. */
export interface SeriesView {
  series: EventSeries;
  /** The rule and the first date. `formatRule(recurring.rule, zone)` writes it as an RRULE, unless it is lunar. */
  recurring: Recurring;
  template: SeriesTemplate;
  /** Dates of the rule that are left out (EXDATE), with the reason if there is one. */
  exceptions: readonly { originalStartsAt: Date; reason: string }[];
}

/**
 * The series of some events, by id. Their dates that are events have its `seriesId`, and `originalStartsAt` as
 * RECURRENCE-ID: moved, changed and cancelled ones as well.
 * @throws RangeError or ZodError when a rule or a template cannot be read
 */
export async function findSeries(
  db: Pick<PrismaClient, 'eventSeries'>,
  ids: readonly string[],
): Promise<Map<string, SeriesView>> {
  const found = await db.eventSeries.findMany({
    where: { id: { in: [...new Set(ids)] } },
    include: { exceptions: { orderBy: { originalStartsAt: 'asc' } } },
  });
  return new Map(
    found.map(({ exceptions, ...series }) => [
      series.id,
      {
        series,
        recurring: readSeriesRule(series),
        template: readTemplate(series.template),
        exceptions: exceptions.map(({ originalStartsAt, reason }) => ({
          originalStartsAt,
          reason,
        })),
      },
    ]),
  );
}

/** How an event repeats, for its readers. */
export interface Repeats {
  title: string;
  rule: RecurrenceRule;
  zone: string;
  allDay: boolean;
  /** Its next dates by the rule; none while it is paused. */
  next: readonly Temporal.Instant[];
  isPaused: boolean;
  pauseReason: string;
}

const shownDates = 3;

/** How a series repeats after a moment; undefined where it cannot be read. */
export async function findSeriesRepeats(
  db: Pick<PrismaClient, 'eventSeries'>,
  seriesId: string,
  after: Temporal.Instant,
): Promise<Repeats | undefined> {
  const found = await findSeries(db, [seriesId]).catch((error: unknown) => {
    if (error instanceof RangeError || error instanceof z.ZodError) return undefined;
    throw error;
  });
  const view = found?.get(seriesId);
  if (!view) return undefined;
  const { series, recurring, template } = view;
  return {
    title: template.title,
    rule: recurring.rule,
    zone: series.zone,
    allDay: series.allDay,
    next: await nextDates(view, after, shownDates),
    isPaused: series.pausedAt !== null,
    pauseReason: series.pauseReason,
  };
}

/** How an event repeats after its date; undefined for an event of its own, and where its series cannot be read. */
export async function findRepeats(
  db: Pick<PrismaClient, 'eventSeries'>,
  { seriesId, originalStartsAt }: Pick<Event, 'seriesId' | 'originalStartsAt'>,
  now: Temporal.Instant,
): Promise<Repeats | undefined> {
  if (seriesId === null) return undefined;
  const at = Math.max(originalStartsAt?.getTime() ?? 0, now.epochMilliseconds);
  return findSeriesRepeats(db, seriesId, Temporal.Instant.fromEpochMilliseconds(at));
}

/** The next starts of a series by its rule, without those that are left out; none while it is paused. */
export async function nextDates(
  { series, recurring, exceptions }: Pick<SeriesView, 'series' | 'recurring' | 'exceptions'>,
  after: Temporal.Instant,
  most: number,
): Promise<Temporal.Instant[]> {
  if (series.pausedAt) return [];
  const left = new Set(exceptions.map(({ originalStartsAt }) => originalStartsAt.getTime()));
  const starts = await occurrencesOf(recurring, { after, most: most + left.size });
  return starts.filter(({ epochMilliseconds }) => !left.has(epochMilliseconds)).slice(0, most);
}
