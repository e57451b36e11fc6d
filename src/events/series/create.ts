import type { Event } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { formatRule } from '../../language/recurrence/rule-text.ts';
import { createTemplate } from '../repeats/template.ts';
import { extendSeries } from './extend.ts';
import type { SeriesPlan } from './plan.ts';

/** Makes a series of which an event is the first date, and its dates of the coming weeks. @returns the event */
export async function startSeries(
  tx: Transaction,
  first: Event,
  { recurring }: Pick<SeriesPlan, 'recurring'>,
  now: Temporal.Instant,
): Promise<Event> {
  const { communityId, zone, startsAt, endsAt, allDay } = first;
  const series = await tx.eventSeries.create({
    data: {
      ...{ communityId, zone, startsAt, endsAt, allDay },
      rule: formatRule(recurring.rule, zone),
      isLunar: recurring.rule.isLunar,
      template: createTemplate(first),
    },
  });
  const event = await tx.event.update({
    where: { id: first.id },
    data: { seriesId: series.id, originalStartsAt: startsAt },
  });
  await extendSeries(tx, series, now);
  return event;
}
