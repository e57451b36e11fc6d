import { Prisma, type PrismaClient } from '../../database/generated/client.ts';
import { storeDueTimes, wantedMinutes } from '../reminders/due-times.ts';
import type { RsvpChoice } from './choice.ts';
import type { Turnout } from './turnout.ts';

export interface RsvpAnswer {
  eventId: string;
  personId: string;
  choice: RsvpChoice | 'waiting';
  at: Date;
}

/** What is known after an answer. */
export interface RsvpResult {
  /** What the answer became. */
  state: RsvpAnswer['choice'];
  turnout: Turnout;
  /** How many guests the person brings. */
  guests: number;
  /** Who waits with the person: their place in that order, from 1; 0 for whoever does not wait. */
  waitingNumber: number;
  /** When the person is reminded, in minutes before the event. */
  reminders: readonly number[];
  /** Whether a private chat with the person is open; undefined when there is none yet. */
  hasOpenChat: boolean | undefined;
}

interface StoredRow extends Turnout {
  ownGuests: number;
  waitingNumber: number | null;
  reminders: number[];
  hasOpenChat: boolean | null;
}

/**
 * Stores an answer with the reminders that it wants, and counts who is going, in one statement. Whoever begins to wait
 * goes to the end of the order; whoever waits already keeps their place in it.
 */
export async function storeRsvp(
  db: Pick<PrismaClient, '$queryRaw'>,
  { eventId, personId, choice, at }: RsvpAnswer,
): Promise<RsvpResult> {
  // The counts see the rows as they were before the statement: the person's own answer is added.
  const [stored] = await db.$queryRaw<StoredRow[]>`
    WITH answer AS (
      INSERT INTO "Rsvp" ("eventId", "personId", "state", "changedAt")
      VALUES (${eventId}::uuid, ${personId}::uuid, ${choice}::"RsvpState", ${at})
      ON CONFLICT ("eventId", "personId") DO UPDATE SET
        "state" = EXCLUDED."state", "changedAt" = EXCLUDED."changedAt",
        "guests" = CASE WHEN EXCLUDED."state" = 'going' THEN "Rsvp"."guests" ELSE 0 END,
        "position" = CASE WHEN "Rsvp"."state" = EXCLUDED."state" THEN "Rsvp"."position" ELSE EXCLUDED."position" END
      RETURNING *
    ), reminders AS (${storeDueTimes(Prisma.sql`answer`, at)}), chats AS (
      SELECT c."closedAt" IS NULL AS open FROM "Account" a JOIN "Chat" c ON c."accountId" = a."id"
      WHERE a."personId" = ${personId}::uuid
    ), states AS (
      SELECT "state", "guests" FROM "Rsvp"
      WHERE "eventId" = ${eventId}::uuid AND "personId" <> ${personId}::uuid
      UNION ALL SELECT "state", "guests" FROM answer
    )
    SELECT (
      (SELECT count(*) FROM states WHERE "state" = 'going')
      + (SELECT "erasedRsvpCount" FROM "Event" WHERE "id" = ${eventId}::uuid)
    )::int AS "going",
    (SELECT coalesce(sum("guests"), 0) FROM states WHERE "state" = 'going')::int AS "guests",
    (SELECT "guests" FROM answer) AS "ownGuests",
    (SELECT count(*) FROM states WHERE "state" = 'maybe')::int AS "maybe",
    (SELECT count(*) FROM states WHERE "state" = 'waiting')::int AS "waiting",
    (
      SELECT count(o."personId") + 1 FROM answer a LEFT JOIN "Rsvp" o ON o."eventId" = a."eventId"
        AND o."state" = 'waiting' AND o."position" < a."position" AND o."personId" <> a."personId"
      WHERE a."state" = 'waiting' HAVING bool_or(true)
    )::int AS "waitingNumber",
    coalesce((SELECT ${wantedMinutes} FROM answer r JOIN "Event" e ON e."id" = r."eventId"), '{}') AS "reminders",
    (SELECT bool_or(open) FROM chats) AS "hasOpenChat"`;
  if (!stored) throw new Error('The statement that stores an answer returned nothing');
  const { going, guests, maybe, waiting, ownGuests, waitingNumber, reminders, hasOpenChat } =
    stored;
  return {
    state: choice,
    turnout: { going, guests, maybe, waiting },
    guests: ownGuests,
    waitingNumber: waitingNumber ?? 0,
    reminders,
    hasOpenChat: hasOpenChat ?? undefined,
  };
}
