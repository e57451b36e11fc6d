import { mergeByOrigin } from '../../context/modules/personal-rows.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { lockEvent } from '../announcements/announcement.ts';
import { fillFreePlaces, type PlaceNotices } from './waiting-list.ts';

interface FillServices {
  now: Temporal.Instant;
  notices: PlaceNotices;
}

/** Locks the events whose limited places these people have, always in the same order to avoid deadlocks. */
export async function lockLimitedEvents(
  tx: Transaction,
  personIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT e."id" FROM "Event" e WHERE e."capacity" IS NOT NULL AND e."id" IN (
      SELECT "eventId" FROM "Rsvp" WHERE "personId" = ANY(${[...personIds]}::uuid[]))
    ORDER BY e."id" FOR UPDATE`;
}

/** The events with limited places in which a person has one. */
export async function findPlacesOf(tx: Transaction, personId: string): Promise<string[]> {
  const held = await tx.rsvp.findMany({
    where: {
      ...{ personId, state: 'going' },
      event: { ...withKnownEnumValues.event, capacity: { not: null } },
    },
    select: { eventId: true },
    orderBy: { eventId: 'asc' },
  });
  return held.map(({ eventId }) => eventId);
}

/** Gives the free places of some events to those who wait. */
export async function fillPlacesIn(
  tx: Transaction,
  eventIds: readonly string[],
  { now, notices }: FillServices,
): Promise<void> {
  const at = new Date(now.epochMilliseconds);
  for (const id of eventIds) await fillFreePlaces(tx, await lockEvent(tx, id), at, notices);
}

/**
 * Makes the answers of `from` those of `to`, whose own one is kept where both answered; but a place is not lost to a
 * place in the waiting list, nor an earlier one in it to a later one. A freed place goes to the first who waits.
 */
export async function mergeRsvps(
  tx: Transaction,
  { from, to }: { from: string; to: string },
  services: FillServices,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Rsvp" r SET "state" = o."state", "guests" = o."guests", "position" = o."position", "changedAt" = o."changedAt" FROM "Rsvp" o
    WHERE r."personId" = ${to}::uuid AND o."personId" = ${from}::uuid AND o."eventId" = r."eventId"
      AND r."state" = 'waiting'
      AND (o."state" = 'going' OR o."state" = 'waiting' AND o."position" < r."position")`;
  await mergeByOrigin(tx, { table: 'Rsvp', key: 'eventId' }, { from, to });
  const doubled = await findPlacesOf(tx, from);
  await tx.rsvp.deleteMany({ where: { personId: from } });
  await fillPlacesIn(tx, doubled, services);
}
