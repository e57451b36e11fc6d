import type { Event, Person, PrismaClient } from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';
import { canRsvp, hasDate } from './lifetime.ts';

interface RsvpAnswer {
  eventId: string;
  personId: string;
  going: boolean;
  at: Date;
}

/**
 * Stores an answer and counts who is going, in one statement; those included who were erased after the event had
 * started. @returns how many people are going
 */
async function storeRsvp(
  db: PrismaClient,
  { eventId, personId, going, at }: RsvpAnswer,
): Promise<number> {
  // The count sees the rows as they were before the statement: the person's own answer is added.
  const [counted] = await db.$queryRaw<{ going: number }[]>`
    WITH answer AS (
      INSERT INTO "Rsvp" ("eventId", "personId", "going", "changedAt")
      VALUES (${eventId}::uuid, ${personId}::uuid, ${going}, ${at})
      ON CONFLICT ("eventId", "personId") DO UPDATE
        SET "going" = EXCLUDED."going", "changedAt" = EXCLUDED."changedAt"
      RETURNING "going"
    )
    SELECT (
      (SELECT count(*) FROM "Rsvp"
        WHERE "eventId" = ${eventId}::uuid AND "going" AND "personId" <> ${personId}::uuid)
      + (SELECT count(*) FROM answer WHERE "going")
      + (SELECT "erasedRsvpCount" FROM "Event" WHERE "id" = ${eventId}::uuid)
    )::int AS "going"`;
  return counted?.going ?? 0;
}

export interface RsvpServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
}

/**
 * Stores whether a person is going to an event; the last answer counts.
 * @returns how many people are going
 * @throws UserError for going to an event that is cancelled or has ended
 */
export async function setRsvp(
  { db, now, person }: RsvpServices,
  event: Event,
  going: boolean,
): Promise<number> {
  if (going && !canRsvp(event, now)) {
    throw new UserError(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.over',
    );
  }
  return storeRsvp(db, {
    ...{ eventId: event.id, personId: person.id, going },
    at: new Date(now.epochMilliseconds),
  });
}

/** @throws UserError when the event is cancelled, or has no date yet */
export function requireDate(event: Event): void {
  if (hasDate(event)) return;
  throw new UserError(
    event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.noDate',
  );
}
