import type { Account, PrismaClient } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { AddressReader } from '../../fetch/address-reader.ts';
import { seatTransaction } from '../../seats/seats.ts';
import { takeOverAll } from '../items/automatic.ts';
import { type DecidedItem, type DecisionServices, decidedItem } from '../items/decide.ts';
import { type CalendarWithCommunity, type SyncResult, syncItems } from '../items/sync.ts';
import { failuresUntilTold, intervalOf, longestUnread, nextPoll, retryIn } from '../poll-times.ts';
import { pendingItemsWhere } from '../queries.ts';
import { readSource, type SourceReading } from '../read-source.ts';

/** What organisers are told of a calendar, within the transaction that notes that they were. */
export interface ImportNotices {
  /** There is something to decide. */
  found(
    tx: Transaction,
    calendar: CalendarWithCommunity,
    items: readonly DecidedItem[],
  ): Promise<void>;
  /** It cannot be read. */
  broken(tx: Transaction, calendar: CalendarWithCommunity): Promise<void>;
}

export interface PollServices extends Omit<DecisionServices, 'account'> {
  db: PrismaClient;
  readAddress: AddressReader;
  random(): number;
  /** Who is told: asks the platforms. */
  findOrganisers(calendar: CalendarWithCommunity): Promise<readonly Account[]>;
  noticesTo(organisers: readonly Account[]): ImportNotices;
  onError(itemId: string, error: unknown): void;
}

const dateAt = (now: Temporal.Instant, ms = 0): Date => new Date(now.epochMilliseconds + ms);

/** Whether the dates of the coming weeks are to be made again although nothing has changed. */
const isDue = ({ readAt }: CalendarWithCommunity, now: Temporal.Instant): boolean =>
  !readAt || readAt.getTime() + longestUnread <= now.epochMilliseconds;

/** Where a calendar is from now on, unless the community has it there already. */
async function movedUrl(
  tx: Transaction,
  { communityId, url }: CalendarWithCommunity,
  movedTo: string | undefined,
): Promise<{ url?: string }> {
  if (movedTo === undefined || movedTo === url) return {};
  const taken = await tx.importedCalendar.count({ where: { communityId, url: movedTo } });
  return taken > 0 ? {} : { url: movedTo };
}

/** Stores what was read. @returns undefined when the content is what it was */
async function storeReading(
  services: PollServices,
  calendar: CalendarWithCommunity,
  reading: Exclude<SourceReading, { outcome: 'failed' }>,
): Promise<SyncResult | undefined> {
  const { db, now, random } = services;
  return db.$transaction(async (tx) => {
    const intervalMs =
      reading.outcome === 'read' ? intervalOf(reading.calendar.refreshMs) : calendar.intervalMs;
    const isNew =
      reading.outcome === 'read' && (reading.hash !== calendar.contentHash || isDue(calendar, now));
    const { count } = await tx.importedCalendar.updateMany({
      where: { id: calendar.id },
      data: {
        ...(await movedUrl(tx, calendar, reading.movedTo)),
        ...{ intervalMs, failures: 0, problem: null, isProblemTold: true },
        pollAt: dateAt(now, nextPoll(intervalMs, random)),
        ...(reading.outcome === 'read'
          ? {
              etag: reading.etag ?? null,
              lastModified: reading.lastModified ?? null,
              contentHash: reading.hash,
            }
          : {}),
        ...(isNew ? { readAt: dateAt(now) } : {}),
      },
    });
    // Somebody may have removed it meanwhile.
    if (count === 0 || reading.outcome !== 'read' || !isNew) return undefined;
    return syncItems(tx, calendar, reading.calendar, { now: dateAt(now), isComplete: true });
  }, seatTransaction);
}

/** Notes a failure; one that lasts is told. */
async function storeFailure(
  { db, now, random }: PollServices,
  calendar: CalendarWithCommunity,
  { problem, retryAfterMs }: Extract<SourceReading, { outcome: 'failed' }>,
): Promise<void> {
  const failures = Math.max(calendar.failures, 0) + 1;
  const isOver = problem === 'ended';
  const isNews = isOver ? calendar.problem !== problem : failures === failuresUntilTold;
  await db.importedCalendar.updateMany({
    where: { id: calendar.id },
    data: {
      ...{ failures, problem },
      pollAt: isOver ? null : dateAt(now, retryIn(failures, retryAfterMs, random)),
      ...(isNews ? { isProblemTold: false } : {}),
    },
  });
}

/** Tells organisers once of what there is to decide, and of a calendar that cannot be read. */
async function tell(services: PollServices, calendarId: string): Promise<void> {
  const { db, now } = services;
  const untold = { ...pendingItemsWhere(calendarId, dateAt(now)), isTold: false };
  const calendar = await db.importedCalendar.findUnique({
    where: { id: calendarId },
    include: { community: true },
  });
  if (!calendar) return;
  if (calendar.isProblemTold && (await db.importedItem.count({ where: untold })) === 0) return;
  // Asks the platforms: before the transaction.
  const organisers = await services.findOrganisers(calendar);
  if (organisers.length === 0) return;
  const notices = services.noticesTo(organisers);
  await db.$transaction(async (tx) => {
    const where = { id: calendarId, isProblemTold: false };
    const { count } = await tx.importedCalendar.updateMany({
      where,
      data: { isProblemTold: true },
    });
    if (count > 0) await notices.broken(tx, calendar);
    const items = await tx.importedItem.findMany({
      where: untold,
      include: decidedItem,
      orderBy: { startsAt: 'asc' },
    });
    if (items.length === 0) return;
    await tx.importedItem.updateMany({ where: untold, data: { isTold: true } });
    await notices.found(tx, calendar, items);
  });
}

/** Reads a calendar once, takes over what its mode says, and tells organisers of the rest. */
export async function pollCalendar(
  services: PollServices,
  calendar: CalendarWithCommunity,
): Promise<void> {
  const { now, readAddress, onError } = services;
  const { url, zone, mode, community } = calendar;
  if (url === null) return;
  const known = {
    etag: calendar.etag ?? undefined,
    lastModified: calendar.lastModified ?? undefined,
  };
  const isKnown = !isDue(calendar, now) && (known.etag ?? known.lastModified) !== undefined;
  const options = { now, zone, fallbackZone: community.zone };
  const reading = await readSource(readAddress, url, options, isKnown ? known : undefined);
  if (reading.outcome === 'failed') await storeFailure(services, calendar, reading);
  else {
    const result = await storeReading(services, calendar, reading);
    if (result && mode === 'automatic')
      await takeOverAll({ ...services, account: undefined }, calendar, {
        asksAboutGone: result.isMassRemoval,
        onError,
      });
  }
  await tell(services, calendar.id);
}
