import { recordAudit } from '../../../context/audit.ts';
import type { Event, PrismaClient } from '../../../database/generated/client.ts';
import type { Publications, Transaction } from '../../../delivery/publications.ts';
import { seatTransaction } from '../../../seats/seats.ts';
import { lockSeriesWithDates } from '../../announcements/announcement.ts';
import type { EventAction } from '../../announcements/diff.ts';
import { discardPendingChange, findPendingSnapshot } from '../../announcements/pending-changes.ts';
import { announcementServicesFor, type DateDiff } from '../../announcements/services.ts';
import { previousStart } from '../../editing/previous-start.ts';
import type { RequestedChange } from '../../editing/requested-change.ts';
import type { EditServices } from '../../editing/service.ts';
import { moveDueTimes } from '../../reminders/due-times.ts';
import { fillFreePlaces } from '../../rsvp/waiting-list.ts';
import { extendSeries } from '../extend.ts';
import { resolveSeriesChange, type SeriesChange } from './resolve.ts';
import type { SeriesScope } from './rows.ts';
import { countConcerned, tellOfDates } from './tell.ts';

export interface SeriesResult {
  action: EventAction;
  change: SeriesChange;
  chats: number;
  people: number;
}

const pastActions = { edit: 'edited', cancel: 'cancelled', postpone: 'postponed' } as const;

/** Writes the dates, and frees the places of those that take others' in the series. They must be locked. */
export async function writeDates(
  tx: Transaction,
  { dates, moved }: Pick<SeriesChange, 'dates' | 'moved'>,
  { now, notices }: Pick<EditServices, 'now' | 'notices'>,
): Promise<DateDiff[]> {
  const at = new Date(now.epochMilliseconds);
  const ids = [...dates.map(({ before }) => before.id), ...moved.map(({ id }) => id)];
  const gone = dates.flatMap(({ before, after }) => (after ? [] : [before.id]));
  await tx.event.deleteMany({ where: { id: { in: gone } } });
  await tx.event.updateMany({ where: { id: { in: ids } }, data: { originalStartsAt: null } });
  for (const { id, originalStartsAt } of moved)
    await tx.event.update({ where: { id }, data: { originalStartsAt } });
  const diffs: DateDiff[] = [];
  for (const { before, after } of dates) {
    if (!after) continue;
    const { id, search: _, revision: __, changedAt: ___, ...data } = { search: null, ...after };
    const stored = await tx.event.update({
      where: { id },
      data: {
        ...data,
        ...previousStart(before, after),
        translations: data.translations ?? {},
        revision: { increment: 1 },
        changedAt: at,
      },
    });
    await moveDueTimes(tx, id, at);
    await fillFreePlaces(tx, stored, at, notices);
    const known = await findPendingSnapshot(tx, stored);
    await discardPendingChange(tx, stored);
    diffs.push({ before: known ?? before, after: stored });
  }
  return diffs;
}

/**
 * Changes a date of a series and those that follow it, or all dates to come; tells those who go, each of their dates, and
 * the chats where it was announced, once. All in one transaction.
 * @throws UserError as {@link resolveSeriesChange}
 */
export async function changeSeries(
  services: EditServices,
  event: Event & { seriesId: string },
  requested: RequestedChange,
  scope: Exclude<SeriesScope, 'one'>,
): Promise<SeriesResult> {
  const { db, account, zone, now, publications } = services;
  const action = pastActions[requested.action];
  const reason = 'reason' in requested ? requested.reason : undefined;
  const done = await db.$transaction(async (tx) => {
    const series = await lockSeriesWithDates(tx, event.seriesId);
    const change = await resolveSeriesChange(
      { db: tx, zone, now },
      series,
      event,
      requested,
      scope,
    );
    const diffs = await writeDates(tx, change, services);
    const stored = await tx.eventSeries.update({ where: { id: series.id }, data: change.data });
    if (change.newTimes && !stored.pausedAt) await extendSeries(tx, stored, now);
    const announcing = await announcementServicesFor(services, tx, series);
    const told = await tellOfDates(announcing, tx, { series, diffs, action, reason });
    await recordAudit(tx, {
      communityId: series.communityId,
      accountId: account.id,
      action: `event.${action}`,
      details: {
        ...{ event: event.id, title: event.title, dates: change.dates.length },
        ...(reason === undefined ? {} : { reason }),
      },
    });
    return { change, told };
  }, seatTransaction);
  const { chats, people } = done.told;
  return {
    ...{ action, change: done.change, people },
    chats: chats ? await publications.audienceSize(chats) : 0,
  };
}

/** What such a change would do; nothing is written. @throws UserError as {@link resolveSeriesChange} */
export async function planSeriesChange(
  {
    db,
    zone,
    now,
    publications,
  }: {
    db: PrismaClient;
    zone: string;
    now: Temporal.Instant;
    publications: Pick<Publications, 'audienceSize'>;
  },
  event: Event & { seriesId: string },
  requested: RequestedChange,
  scope: Exclude<SeriesScope, 'one'>,
): Promise<SeriesResult> {
  const series = await db.eventSeries.findUniqueOrThrow({ where: { id: event.seriesId } });
  const change = await resolveSeriesChange({ db, zone, now }, series, event, requested, scope);
  const { chats, people } = await countConcerned(db, series, change.dates);
  return {
    ...{ action: pastActions[requested.action], change, people },
    chats: chats ? await publications.audienceSize(chats) : 0,
  };
}
