import type { Account, Event, InlineCard, PrismaClient } from '../../database/generated/client.ts';
import { EventState } from '../../database/generated/enums.ts';
import { type Locale, locales } from '../../language/locale.ts';

/** A newer version may have stored other ones: a query that reads one fails as a whole. */
const states = Object.values(EventState);

/** An event in the language of its card. */
export interface CardContent {
  eventId: string;
  locale: Locale;
}

/** Stores a card that was sent, so that it can be edited; one that is reported again is the same. */
export async function storeSentCard(
  db: PrismaClient,
  messageId: string,
  { eventId, locale }: CardContent,
  { id: accountId }: Pick<Account, 'id'>,
): Promise<void> {
  await db.inlineCard.createMany({
    data: [{ messageId, eventId, locale, accountId }],
    skipDuplicates: true,
  });
}

/** A card with its event, if that is still there. */
export type SentCard = InlineCard & { event: Event | null };

/**
 * Cards that do not show what they should: the event has changed since or is gone, its community does not share it any
 * more (`isShared`), or whoever sent the card was erased. Those that were tried longest ago come first.
 */
export async function findStaleCards(
  db: PrismaClient,
  { limit, except }: { limit: number; except: readonly string[] },
): Promise<SentCard[]> {
  const stale = await db.$queryRaw<{ messageId: string }[]>`
    SELECT c."messageId" FROM "InlineCard" c LEFT JOIN "Event" e ON e."id" = c."eventId"
      LEFT JOIN "Community" m ON m."id" = e."communityId"
    WHERE (e."id" IS NULL OR c."accountId" IS NULL OR c."shownRevision" IS DISTINCT FROM e."revision"
        OR NOT (m."hasPublicCalendar" OR m."hasInlineCards"))
      AND c."messageId" <> ALL(${[...except]}::text[])
      AND c."locale"::text = ANY(${[...locales]})
      AND (e."id" IS NULL OR (e."state"::text = ANY(${states}) AND m."locale"::text = ANY(${[...locales]})))
    ORDER BY c."triedAt" NULLS FIRST, c."messageId" LIMIT ${limit}`;
  return db.inlineCard.findMany({
    where: { messageId: { in: stale.map(({ messageId }) => messageId) } },
    include: { event: true },
    orderBy: [{ triedAt: { sort: 'asc', nulls: 'first' } }, { messageId: 'asc' }],
  });
}

export const findSentCard = (db: PrismaClient, messageId: string): Promise<SentCard | null> =>
  db.inlineCard.findUnique({ where: { messageId }, include: { event: true } });

export async function forgetCard(db: PrismaClient, { messageId }: InlineCard): Promise<void> {
  await db.inlineCard.deleteMany({ where: { messageId } });
}

/** How long an edit may take, in milliseconds: then whoever claimed the card has failed or stopped. */
const claimMs = 30_000;

/**
 * Claims a card for an edit that begins now.
 * @param now milliseconds since the epoch
 * @returns false when somebody else edits it, or has since it was read
 */
export async function claimCard(
  db: PrismaClient,
  { messageId, triedAt, shownRevision }: InlineCard,
  now: number,
): Promise<boolean> {
  const before = triedAt?.getTime();
  if (before !== undefined && before <= now && now < before + claimMs) return false;
  const { count } = await db.inlineCard.updateMany({
    where: { messageId, triedAt, shownRevision },
    data: { triedAt: new Date(now) },
  });
  return count > 0;
}

/** Stores what a card shows now, and ends the claim. */
export async function markShown(
  db: PrismaClient,
  { messageId }: InlineCard,
  { revision }: Pick<Event, 'revision'>,
): Promise<void> {
  await db.inlineCard.updateMany({
    where: { messageId },
    data: { shownRevision: revision, triedAt: null },
  });
}
