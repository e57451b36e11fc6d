import { recordAudit } from '../../context/audit.ts';
import type { Community, Event } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { Recurrence } from '../../language/recurrence/rule.ts';
import { formatRule } from '../../language/recurrence/rule-text.ts';
import { eventAudience } from '../announcements/announcement.ts';
import type { CreateEventServices } from '../editing/create.ts';
import { createTemplate } from '../repeats/template.ts';
import { extendSeries } from './extend.ts';
import { planSeries, type SeriesInput, type SeriesPlan } from './plan.ts';

/** Makes a series of which an event is the first date, and its dates of the coming weeks. */
async function startSeries(
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

/**
 * Creates an event that repeats; announcing it is a step of its own.
 * @returns its first date and the plan that it was made by, and how many chats follow events
 * @throws UserError as {@link planSeries}
 */
export async function createSeries(
  { db, account, zone, now, publications }: CreateEventServices,
  community: Community,
  input: SeriesInput,
  repeats: Recurrence,
): Promise<{ event: Event; plan: SeriesPlan; chats: number }> {
  const plan = await planSeries({ zone, now }, community, input, repeats);
  const event = await db.$transaction(async (tx) => {
    const created = await tx.event.create({
      data: { ...plan.content, communityId: community.id, zone: community.zone },
    });
    const first = await startSeries(tx, created, plan, now);
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'event.new',
      details: { event: first.id, title: first.title },
    });
    return first;
  });
  return { event, plan, chats: await publications.audienceSize(eventAudience(community.id)) };
}
