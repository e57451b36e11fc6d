import type { Event, EventSeries, Prisma } from '../../../database/generated/client.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { withoutEnd } from '../../../language/recurrence/rule.ts';
import { formatRule } from '../../../language/recurrence/rule-text.ts';
import type { EditTime } from '../../editing/changed-fields.ts';
import { type RequestedChange, resolveChange } from '../../editing/requested-change.ts';
import type { EventInput } from '../../field-arguments.ts';
import { occurrenceTimes, readSeriesRule } from '../../repeats/rule.ts';
import { createTemplate, readTemplate } from '../../repeats/template.ts';
import { matchDates, type NewTimes, resolveNewTimes } from './reschedule.ts';
import {
  cancelDates,
  type DateChange,
  findDates,
  findKnown,
  pivotOf,
  type SeriesScope,
} from './rows.ts';

/** What a change of several dates writes. */
export interface SeriesChange {
  series: EventSeries;
  /** Columns of the series. */
  data: Prisma.EventSeriesUncheckedUpdateInput;
  dates: DateChange[];
  /** Cancelled dates that keep their place in the series under another time. */
  moved: { id: string; originalStartsAt: Date }[];
  /** When it will be, where that changes. */
  newTimes?: NewTimes;
}

type Services = EditTime & { db: Prisma.TransactionClient };

/** The rule that ends before a date. */
function endedRule(series: EventSeries, pivot: Date): string {
  const { rule } = readSeriesRule(series);
  const day = pivot.toTemporalInstant().toZonedDateTimeISO(series.zone).toPlainDate();
  return formatRule({ ...withoutEnd(rule), until: day.subtract({ days: 1 }) }, series.zone);
}

/** The columns that an edit gives a date, apart from its times. */
async function editedText(
  services: Services,
  event: Event,
  { when: _, until: __, repeats: ___, ...input }: EventInput,
): Promise<Partial<Event>> {
  if (Object.values(input).every((value) => value === undefined)) return {};
  try {
    return await resolveChange(services, event, { action: 'edit', input });
  } catch (error) {
    // This date says it already.
    if (error instanceof UserError && error.error.key === 'events.refused.nothingNew') return {};
    throw error;
  }
}

async function editDates(
  services: Services,
  series: EventSeries,
  events: readonly Event[],
  { input, asked }: { input: EventInput; asked: Event },
): Promise<SeriesChange> {
  const [first] = events;
  if (!first) throw new UserError('events.series.refused.noneLeft');
  const hasNewTimes = Boolean(input.when ?? input.until ?? input.repeats);
  const newTimes = hasNewTimes
    ? await resolveNewTimes(series, { first, asked }, input, services)
    : undefined;
  const matches = newTimes ? await matchDates(events, newTimes) : undefined;
  const known = await findKnown(services.db, events);
  const dates: DateChange[] = [];
  const moved: SeriesChange['moved'] = [];
  for (const before of events) {
    const start = matches?.get(before.id);
    if (before.state === 'cancelled') {
      if (start) moved.push({ id: before.id, originalStartsAt: new Date(start.epochMilliseconds) });
      continue;
    }
    const edited: Event = { ...before, ...(await editedText(services, before, input)) };
    if (!newTimes) dates.push({ before, after: edited });
    else if (start) {
      const isMovedAlone = before.startsAt.getTime() !== before.originalStartsAt?.getTime();
      dates.push({
        before,
        after: {
          ...edited,
          ...(isMovedAlone ? {} : occurrenceTimes(newTimes.times, start)),
          originalStartsAt: new Date(start.epochMilliseconds),
        },
      });
    } else
      dates.push({
        before,
        after: known.has(before.id) ? { ...before, state: 'cancelled' } : undefined,
      });
  }
  const template = readTemplate(series.template);
  const text = await editedText(services, { ...first, ...template, state: 'scheduled' }, input);
  return {
    series,
    data: {
      ...(Object.keys(text).length > 0
        ? { template: createTemplate({ ...template, ...text }) }
        : {}),
      ...(newTimes
        ? {
            rule: formatRule(newTimes.recurring.rule, series.zone),
            isLunar: newTimes.recurring.rule.isLunar,
            startsAt: newTimes.times.startsAt,
            endsAt: newTimes.times.endsAt,
          }
        : {}),
    },
    dates: dates.filter(({ before, after }) => !after || differs(before, after)),
    moved,
    ...(newTimes ? { newTimes } : {}),
  };
}

const differs = (before: Event, after: Event): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);

/**
 * What a change of a date and those that follow it, or of all dates to come, would write.
 * @throws UserError when nothing changes, no date is left, or the change needs a new rule
 */
export async function resolveSeriesChange(
  services: Services,
  series: EventSeries,
  event: Event,
  requested: RequestedChange,
  scope: Exclude<SeriesScope, 'one'>,
): Promise<SeriesChange> {
  const { db, now } = services;
  const events = await findDates(db, series.id, { from: pivotOf(event, scope), now });
  const [first] = events;
  if (!first) throw new UserError('events.series.refused.noneLeft');
  if (requested.action === 'cancel')
    return {
      series,
      data: { rule: endedRule(series, first.originalStartsAt ?? first.startsAt), extendAt: null },
      dates: await cancelDates(db, events),
      moved: [],
    };
  if (requested.action === 'postpone' && !requested.when)
    throw new UserError('events.series.refused.postpone');
  const input =
    requested.action === 'edit' ? requested.input : requested.when ? { when: requested.when } : {};
  const change = await editDates(services, series, events, { input, asked: event });
  if (change.dates.length === 0 && Object.keys(change.data).length === 0)
    throw new UserError('events.refused.nothingNew');
  return change;
}
