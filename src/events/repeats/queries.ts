import { z } from 'zod';
import type { Event, EventSeries, PrismaClient } from '../../database/generated/client.ts';
import type { RecurrenceRule } from '../../language/recurrence/rule.ts';
import { hasValidTimes } from '../lifetime.ts';
import { readSeriesRule } from './rule.ts';
import { readTemplate } from './template.ts';

/** How an event repeats, for its readers. */
export interface Repeats {
  title: string;
  rule: RecurrenceRule;
  zone: string;
  allDay: boolean;
  /** Its next dates, as they were moved, without those that are cancelled or postponed. */
  next: readonly Temporal.Instant[];
  isPaused: boolean;
  pauseReason: string;
}

const shownDates = 3;

/** The title and the rule; undefined where one of them cannot be read. */
function readSeries(series: EventSeries): Pick<Repeats, 'title' | 'rule'> | undefined {
  try {
    return { title: readTemplate(series.template).title, rule: readSeriesRule(series).rule };
  } catch (error) {
    if (error instanceof RangeError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** How a series repeats after a moment; undefined where it cannot be read. */
export async function findSeriesRepeats(
  db: Pick<PrismaClient, 'event' | 'eventSeries'>,
  seriesId: string,
  after: Temporal.Instant,
): Promise<Repeats | undefined> {
  const series = await db.eventSeries.findUnique({ where: { id: seriesId } });
  const read = series ? readSeries(series) : undefined;
  if (!series || !read) return undefined;
  const { zone, allDay, pausedAt, pauseReason } = series;
  const next = await db.event.findMany({
    where: { seriesId, state: 'scheduled', startsAt: { gt: new Date(after.epochMilliseconds) } },
    orderBy: { startsAt: 'asc' },
    take: shownDates,
    select: { startsAt: true, endsAt: true },
  });
  return {
    ...{ ...read, zone, allDay, pauseReason },
    next: next.filter(hasValidTimes).map(({ startsAt }) => startsAt.toTemporalInstant()),
    isPaused: pausedAt !== null,
  };
}

/** How an event repeats after its date; undefined for an event of its own, and where its series cannot be read. */
export async function findRepeats(
  db: Pick<PrismaClient, 'event' | 'eventSeries'>,
  event: Pick<Event, 'seriesId' | 'startsAt' | 'endsAt'>,
  now: Temporal.Instant,
): Promise<Repeats | undefined> {
  if (event.seriesId === null) return undefined;
  const from = hasValidTimes(event) ? event.startsAt.getTime() : now.epochMilliseconds;
  const after = Temporal.Instant.fromEpochMilliseconds(Math.max(from, now.epochMilliseconds));
  return findSeriesRepeats(db, event.seriesId, after);
}
