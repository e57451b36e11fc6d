import type { Event, EventSeries, Publication } from '../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../delivery/publications.ts';
import { eventOrigin } from '../origin.ts';

/** Every chat that follows the community's events. */
export const eventAudience = (communityId: string): AudienceRule => ({
  to: 'topic',
  communityId,
  topic: 'events',
});

/** Every chat that has a copy of a publication. */
export const copiesAudience = ({ id }: Pick<Publication, 'id'>): AudienceRule => ({
  to: 'copies',
  publicationId: id,
});

/** The publication that announced an event; null when it was never announced. */
export const findAnnouncement = (
  tx: Pick<Transaction, 'publication'>,
  eventId: string,
): Promise<Publication | null> =>
  tx.publication.findFirst({
    where: {
      origin: eventOrigin(eventId),
      operation: 'send',
      audience: { path: ['to'], equals: 'topic' },
    },
    orderBy: { createdAt: 'asc' },
  });

/** The publication that announced a series; null when it never was, or was deleted since. */
export const findSeriesAnnouncement = async (
  tx: Pick<Transaction, 'publication'>,
  { announcementId }: Pick<EventSeries, 'announcementId'>,
): Promise<Publication | null> =>
  announcementId === null ? null : tx.publication.findUnique({ where: { id: announcementId } });

/** The publication by which chats know an event: its own announcement, else that of its series. */
export async function findKnownAnnouncement(
  tx: Pick<Transaction, 'publication' | 'eventSeries'>,
  { id, seriesId }: Pick<Event, 'id' | 'seriesId'>,
): Promise<Publication | null> {
  const own = await findAnnouncement(tx, id);
  if (own || seriesId === null) return own;
  const series = await tx.eventSeries.findUnique({ where: { id: seriesId } });
  return series && findSeriesAnnouncement(tx, series);
}

/** Locks an event until the transaction ends, so that changes run one after another. */
export async function lockEvent(tx: Transaction, id: string): Promise<Event> {
  await tx.$queryRaw`SELECT "id" FROM "Event" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.event.findUniqueOrThrow({ where: { id } });
}

/**
 * Locks a series until the transaction ends, so that its dates are changed by one after another. Lock it before its
 * events; rows that refer to it can be written meanwhile.
 */
export async function lockSeries(tx: Transaction, id: string): Promise<EventSeries> {
  await tx.$queryRaw`SELECT "id" FROM "EventSeries" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.eventSeries.findUniqueOrThrow({ where: { id } });
}

/** Locks a series with all its dates, in the order of other transactions: nobody answers a date that is going away. */
export async function lockSeriesWithDates(tx: Transaction, id: string): Promise<EventSeries> {
  const series = await lockSeries(tx, id);
  await tx.$queryRaw`SELECT "id" FROM "Event" WHERE "seriesId" = ${id}::uuid ORDER BY "id" FOR UPDATE`;
  return series;
}
