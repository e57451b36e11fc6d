import { recordAudit } from '../../context/audit.ts';
import type { Community, Event } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { Recurrence } from '../../language/recurrence/rule.ts';
import { formatRecurrence } from '../../language/recurrence/rule-text.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { seatTransaction } from '../../seats/seats.ts';
import { findAnnouncement, lockEvent } from '../announcements/announcement.ts';
import { updateAnnouncement } from '../announcements/changes.ts';
import { announcementServicesFor } from '../announcements/services.ts';
import type { EditTime } from '../editing/changed-fields.ts';
import { type ChangePlan, type PlanServices, planChange } from '../editing/plan.ts';
import { applyChange, type EditServices } from '../editing/service.ts';
import type { EventInput } from '../field-arguments.ts';
import { canRsvp } from '../lifetime.ts';
import { startSeries } from './create.ts';
import { firstMoment, planSeries, requireDayOf, type SeriesPlan } from './plan.ts';

/** A change of a single event by which it repeats. */
export type BeginInput = EventInput & { repeats: Recurrence };

export const beginsSeries = (event: Event, input: EventInput): input is BeginInput =>
  event.seriesId === null && input.repeats !== undefined;

/** The rest of the change; a time of day that the rule names is the event's. */
function changeBeside(
  { repeats, ...input }: BeginInput,
  event: Event,
  { zone }: Pick<EditTime, 'zone'>,
): EventInput | undefined {
  const date = event.startsAt.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  const when = repeats.time ? firstMoment(input.when ?? { date }, repeats) : input.when;
  const change = { ...input, ...(when ? { when } : {}) };
  return Object.values(change).some((value) => value !== undefined) ? change : undefined;
}

/** What a change gives; undefined where the event says it all already. */
async function unlessNothingNew<Value>(change: Promise<Value>): Promise<Value | undefined> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof UserError && error.error.key === 'events.refused.nothingNew')
      return undefined;
    throw error;
  }
}

/** The series of which an event is the first date. @throws UserError as {@link planBeginning} */
async function planFrom(
  event: Event,
  input: BeginInput,
  { zone, now }: EditTime,
  community: Pick<Community, 'zone'>,
): Promise<SeriesPlan> {
  if (event.seriesId !== null) throw new UserError('events.series.refused.oneDate');
  if (event.state === 'postponed') throw new UserError('events.refused.noStart', {}, ['when']);
  if (event.state === 'cancelled') throw new UserError('events.refused.cancelled');
  if (!canRsvp(event, now)) throw new UserError('events.refused.past', {}, ['when']);
  const own = firstValidZone(community.zone, event.zone);
  const entered = event.allDay ? own : zone;
  const date = event.startsAt.toTemporalInstant().toZonedDateTimeISO(entered).toPlainDate();
  requireDayOf(event, { date }, own);
  const plan = await planSeries(
    // Only its times are looked at.
    { ...event, translations: {} },
    own,
    input.repeats.rule,
  );
  if (plan.beginsLater) throw new UserError('events.series.refused.otherFirst', {}, ['repeats']);
  return plan;
}

/** What would become of an event. */
export interface BeginPlan {
  /** The event after the change. */
  event: Event;
  /** What changes beside. */
  change: ChangePlan | undefined;
  series: SeriesPlan;
}

/**
 * What a single event would be as the first date of a series; nothing is written.
 * @throws UserError when it has no date of its own, its date is none of the rule's, or the change is refused
 */
export async function planBeginning(
  services: PlanServices,
  event: Event,
  input: BeginInput,
): Promise<BeginPlan> {
  const beside = changeBeside(input, event, services);
  const change =
    beside &&
    (await unlessNothingNew(planChange(services, event, { action: 'edit', input: beside })));
  const where = { id: event.communityId };
  const community = await services.db.community.findUniqueOrThrow({ where });
  const after = change?.after ?? event;
  return { event: after, change, series: await planFrom(after, input, services, community) };
}

/** The chats that know the first date hear of the series, and see on their card that it repeats. */
async function joinAnnouncement(
  tx: Transaction,
  services: Pick<EditServices, 'notices' | 'now'>,
  event: Event & { seriesId: string },
): Promise<void> {
  const announcement = await findAnnouncement(tx, event.id);
  if (!announcement) return;
  await tx.eventSeries.update({
    where: { id: event.seriesId },
    data: { announcementId: announcement.id },
  });
  await updateAnnouncement(await announcementServicesFor(services, tx, event), tx, event);
}

/**
 * Makes a single event the first date of a series. It stays the same event, with its answers, reminders and address.
 * @throws UserError as {@link planBeginning}
 */
export async function beginSeries(
  services: EditServices,
  { id, communityId }: Event,
  input: BeginInput,
): Promise<{ event: Event; plan: SeriesPlan }> {
  const { db, account, now } = services;
  return db.$transaction(async (tx) => {
    const community = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    const before = await lockEvent(tx, id);
    const beside = changeBeside(input, before, services);
    const changed =
      beside &&
      (await unlessNothingNew(
        applyChange(tx, services, before, { action: 'edit', input: beside }),
      ));
    const first = changed?.event ?? before;
    const plan = await planFrom(first, input, services, community);
    const { seriesId } = await startSeries(tx, first, plan, now);
    const event = await tx.event.update({
      where: { id },
      data: { revision: { increment: 1 }, changedAt: new Date(now.epochMilliseconds) },
    });
    if (seriesId !== null) await joinAnnouncement(tx, services, { ...event, seriesId });
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: 'event.edited',
      details: {
        event: id,
        title: event.title,
        repeats: formatRecurrence({ rule: plan.recurring.rule }),
      },
    });
    return { event, plan };
  }, seatTransaction);
}
