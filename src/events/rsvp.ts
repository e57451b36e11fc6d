import {
  type Event,
  type Person,
  Prisma,
  type PrismaClient,
} from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';
import { canRsvp, hasDate } from './lifetime.ts';
import { storeDueTimes, wantedMinutes } from './reminders/due-times.ts';

interface RsvpAnswer {
  eventId: string;
  personId: string;
  going: boolean;
  at: Date;
}

/** What is known after an answer. */
export interface RsvpResult {
  /** How many people are going; those included who were erased after the event had started. */
  going: number;
  /** When the person is reminded, in minutes before the event. */
  reminders: readonly number[];
  /** Whether a private chat with the person is open; undefined when there is none yet. */
  hasOpenChat: boolean | undefined;
}

/** Stores an answer with the reminders that it wants, and counts who is going, in one statement. */
async function storeRsvp(
  db: PrismaClient,
  { eventId, personId, going, at }: RsvpAnswer,
): Promise<RsvpResult> {
  // The count sees the rows as they were before the statement: the person's own answer is added.
  const [stored] = await db.$queryRaw<
    (Omit<RsvpResult, 'hasOpenChat'> & { hasOpenChat: boolean | null })[]
  >`
    WITH answer AS (
      INSERT INTO "Rsvp" ("eventId", "personId", "going", "changedAt")
      VALUES (${eventId}::uuid, ${personId}::uuid, ${going}, ${at})
      ON CONFLICT ("eventId", "personId") DO UPDATE
        SET "going" = EXCLUDED."going", "changedAt" = EXCLUDED."changedAt"
      RETURNING *
    ), reminders AS (${storeDueTimes(Prisma.sql`answer`, at)}), chats AS (
      SELECT c."closedAt" IS NULL AS open FROM "Account" a JOIN "Chat" c ON c."accountId" = a."id"
      WHERE a."personId" = ${personId}::uuid
    )
    SELECT (
      (SELECT count(*) FROM "Rsvp"
        WHERE "eventId" = ${eventId}::uuid AND "going" AND "personId" <> ${personId}::uuid)
      + (SELECT count(*) FROM answer WHERE "going")
      + (SELECT "erasedRsvpCount" FROM "Event" WHERE "id" = ${eventId}::uuid)
    )::int AS "going",
    coalesce((SELECT ${wantedMinutes} FROM answer r JOIN "Event" e ON e."id" = r."eventId"), '{}') AS "reminders",
    (SELECT bool_or(open) FROM chats) AS "hasOpenChat"`;
  if (!stored) throw new Error('The statement that stores an answer returned nothing');
  return { ...stored, hasOpenChat: stored.hasOpenChat ?? undefined };
}

export interface RsvpServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
}

/**
 * Stores whether a person is going to an event; the last answer counts.
 * @throws UserError for going to an event that is cancelled or has ended
 */
export async function setRsvp(
  { db, now, person }: RsvpServices,
  event: Event,
  going: boolean,
): Promise<RsvpResult> {
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
