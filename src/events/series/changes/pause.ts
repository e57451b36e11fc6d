import { recordAudit } from '../../../context/audit.ts';
import type { Event, EventSeries } from '../../../database/generated/client.ts';
import type { Transaction } from '../../../delivery/publications.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import { seatTransaction } from '../../../seats/seats.ts';
import { lockSeriesWithDates } from '../../announcements/announcement.ts';
import { announcementServicesFor } from '../../announcements/services.ts';
import type { EditServices } from '../../editing/service.ts';
import { readTemplate } from '../../repeats/template.ts';
import { extendSeries } from '../extend.ts';
import { writeDates } from './apply.ts';
import { cancelDates, type DateChange } from './rows.ts';
import { tellOfDates } from './tell.ts';

type Services = Omit<EditServices, 'zone'>;

/** @throws UserError when the event is no date of a series */
function requireSeries({ seriesId }: Event): string {
  if (seriesId === null) throw new UserError('events.series.refused.notRepeating');
  return seriesId;
}

const datesToCome = (tx: Pick<Transaction, 'event'>, seriesId: string, now: Temporal.Instant) =>
  tx.event.findMany({
    where: { seriesId, startsAt: { gt: new Date(now.epochMilliseconds) } },
    orderBy: { startsAt: 'asc' },
  });

/** How many dates would be cancelled by a pause. @throws UserError when it is paused or does not repeat */
export async function planPause(
  { db, now }: Pick<Services, 'db' | 'now'>,
  event: Event,
): Promise<number> {
  const id = requireSeries(event);
  const series = await db.eventSeries.findUniqueOrThrow({ where: { id } });
  if (series.pausedAt) throw new UserError('events.series.refused.pausedAlready');
  const dates = await cancelDates(db, await datesToCome(db, id, now));
  return dates.filter(({ after }) => after).length;
}

/**
 * Pauses a series: its dates to come go, and those that somebody knows of are cancelled until it goes on.
 * @throws UserError when it is paused or does not repeat
 */
export async function pauseSeries(services: Services, event: Event, reason = ''): Promise<void> {
  const { db, now, account } = services;
  const id = requireSeries(event);
  await db.$transaction(async (tx) => {
    const series = await lockSeriesWithDates(tx, id);
    if (series.pausedAt) throw new UserError('events.series.refused.pausedAlready');
    const dates = await cancelDates(tx, await datesToCome(tx, id, now));
    // The next date stays to be seen, so that whoever looks for it learns of the pause.
    const [next] = dates;
    if (next && !next.after) next.after = { ...next.before, state: 'cancelled' };
    const diffs = await writeDates(tx, { dates, moved: [] }, services);
    await tx.eventSeriesException.createMany({
      data: diffs.flatMap(({ after: { originalStartsAt } }) =>
        originalStartsAt ? [{ seriesId: id, originalStartsAt, reason, isPause: true }] : [],
      ),
      skipDuplicates: true,
    });
    const announcing = await announcementServicesFor(services, tx, series);
    await tellOfDates(announcing, tx, {
      ...{ series, diffs, action: 'cancelled' },
      ...(reason === '' ? {} : { reason }),
    });
    await recordAudit(tx, {
      communityId: series.communityId,
      accountId: account.id,
      action: 'event.pause',
      details: { event: event.id, title: event.title, reason },
    });
    await tx.eventSeries.update({
      where: { id },
      data: {
        pausedAt: new Date(now.epochMilliseconds),
        pauseReason: reason,
        extendAt: null,
      },
    });
  }, seatTransaction);
}

/**
 * Lets a paused series go on: its next dates are made, and those that the pause cancelled take place.
 * @throws UserError when it is not paused
 */
export async function resumeSeries(
  services: Services,
  { id }: Pick<EventSeries, 'id'>,
): Promise<void> {
  const { db, now, account } = services;
  await db.$transaction(async (tx) => {
    const series = await lockSeriesWithDates(tx, id);
    if (!series.pausedAt) throw new UserError('events.series.refused.notPaused');
    const isComing = { isPause: true, originalStartsAt: { gt: new Date(now.epochMilliseconds) } };
    const held = await tx.eventSeriesException.findMany({ where: { seriesId: id, ...isComing } });
    const originals = held.map(({ originalStartsAt }) => originalStartsAt);
    const events = await tx.event.findMany({
      where: { seriesId: id, state: 'cancelled', originalStartsAt: { in: originals } },
      orderBy: { startsAt: 'asc' },
    });
    const dates = events.map(
      (before): DateChange => ({
        before,
        after: { ...before, state: 'scheduled' },
      }),
    );
    const diffs = await writeDates(tx, { dates, moved: [] }, services);
    await tx.eventSeriesException.deleteMany({ where: { seriesId: id, ...isComing } });
    const resumed = await tx.eventSeries.update({
      where: { id },
      data: { pausedAt: null, pauseReason: '' },
    });
    await extendSeries(tx, resumed, now);
    const announcing = await announcementServicesFor(services, tx, series);
    await tellOfDates(announcing, tx, { series, diffs, action: 'edited' });
    await recordAudit(tx, {
      communityId: series.communityId,
      accountId: account.id,
      action: 'event.resume',
      details: { series: id, title: readTemplate(series.template).title },
    });
  }, seatTransaction);
}
