import { type Event, Prisma } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { canRsvp } from '../lifetime.ts';
import { storeDueTimes } from '../reminders/due-times.ts';

/** What people are told of their places, within the transaction that changed them. */
export interface PlaceNotices {
  /** They got a place from the waiting list. */
  gotPlace(tx: Transaction, event: Event, personIds: readonly string[]): Promise<void>;
}

/** How many places of an event are free; infinitely many where they are not limited. */
export async function findFreePlaces(
  tx: Pick<Transaction, 'rsvp'>,
  { id, capacity, erasedRsvpCount }: Event,
): Promise<number> {
  if (capacity === null) return Number.POSITIVE_INFINITY;
  const { _count: going, _sum: brought } = await tx.rsvp.aggregate({
    where: { eventId: id, state: 'going' },
    _count: true,
    _sum: { guests: true },
  });
  return Math.max(0, capacity - going - (brought.guests ?? 0) - erasedRsvpCount);
}

/**
 * Gives free places of an event to those who wait, first come first served, with the reminders that they want, and
 * tells them. Nobody gets one after it has ended or was cancelled. The event must be locked.
 */
export async function fillFreePlaces(
  tx: Transaction,
  event: Event,
  at: Date,
  notices: PlaceNotices,
): Promise<void> {
  if (!canRsvp(event, at.toTemporalInstant())) return;
  const waiting = await tx.rsvp.findMany({
    where: { eventId: event.id, state: 'waiting' },
    orderBy: { position: 'asc' },
    select: { personId: true },
  });
  if (waiting.length === 0) return;
  const free = await findFreePlaces(tx, event);
  const personIds = waiting.slice(0, free).map(({ personId }) => personId);
  if (personIds.length === 0) return;
  await tx.rsvp.updateMany({
    where: { eventId: event.id, personId: { in: personIds } },
    data: { state: 'going', changedAt: at },
  });
  await tx.$executeRaw(
    storeDueTimes(
      Prisma.sql`(SELECT * FROM "Rsvp" WHERE "eventId" = ${event.id}::uuid AND "personId" = ANY(${personIds}::uuid[]))`,
      at,
    ),
  );
  await notices.gotPlace(tx, event, personIds);
}
