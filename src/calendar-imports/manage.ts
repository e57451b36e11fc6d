import { recordAudit } from '../context/audit.ts';
import type { RoleResolver } from '../context/roles/role-resolver.ts';
import type {
  Account,
  Community,
  Event,
  ImportedCalendar,
  PrismaClient,
} from '../database/generated/client.ts';
import type { ImportMode } from '../database/generated/enums.ts';
import { isUuid } from '../database/uuid.ts';
import { UserError } from '../kit/define/user-error.ts';
import { seatTransaction } from '../seats/seats.ts';
import { type CalendarWithCommunity, syncItems } from './items/sync.ts';
import { intervalOf } from './poll-times.ts';
import type { ReadCalendar } from './reader/read-calendar.ts';

/** Calendars that one community has at most. */
const maxCalendars = 20;

export interface ManageServices {
  db: PrismaClient;
  now: Temporal.Instant;
  account: Account;
}

/** A calendar as it was read, with how it is kept. */
export interface NewCalendar {
  /** Null for a file. */
  url: string | null;
  name: string;
  mode: ImportMode;
  calendar: ReadCalendar;
  hash: string;
  etag?: string | undefined;
  lastModified?: string | undefined;
}

/**
 * Keeps a calendar, and what there is to decide of it. The same address, and a file of the same name, is brought up to
 * date.
 * @throws UserError when the community has too many
 */
export async function keepCalendar(
  { db, now, account }: ManageServices,
  community: Community,
  { calendar, hash, name, url, mode, etag, lastModified }: NewCalendar,
): Promise<CalendarWithCommunity> {
  const at = new Date(now.epochMilliseconds);
  const intervalMs = intervalOf(calendar.refreshMs);
  return db.$transaction(async (tx) => {
    const same = { communityId: community.id, url, ...(url === null ? { name } : {}) };
    const known = await tx.importedCalendar.findFirst({ where: same, select: { id: true } });
    const count = await tx.importedCalendar.count({ where: { communityId: community.id } });
    if (!known && count >= maxCalendars)
      throw new UserError('imports.refused.tooMany', { count: maxCalendars });
    const columns = {
      ...{ name, mode, intervalMs, zone: calendar.zone, contentHash: hash, readAt: at },
      ...{ etag: etag ?? null, lastModified: lastModified ?? null },
      ...{ failures: 0, problem: null, isProblemTold: true },
      pollAt: url === null ? null : new Date(at.getTime() + intervalMs),
    };
    const kept = known
      ? await tx.importedCalendar.update({ where: { id: known.id }, data: columns })
      : await tx.importedCalendar.create({ data: { ...columns, url, communityId: community.id } });
    const found = { ...kept, community };
    await syncItems(tx, found, calendar, { now: at, isComplete: url !== null });
    // Whoever adds it sees what there is to decide.
    await tx.importedItem.updateMany({ where: { calendarId: kept.id }, data: { isTold: true } });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'calendar.import',
      details: { title: name, mode },
    });
    return found;
  }, seatTransaction);
}

/**
 * A calendar that an account may decide on, wherever it acts.
 * @throws UserError when it is gone, or the account is no organiser of its community
 */
export async function requireCalendar(
  { db, account, roleResolver }: { db: PrismaClient; account: Account; roleResolver: RoleResolver },
  id: string,
): Promise<CalendarWithCommunity> {
  const found = isUuid(id)
    ? await db.importedCalendar.findUnique({ where: { id }, include: { community: true } })
    : null;
  if (!found) throw new UserError('imports.refused.gone');
  if (!(await roleResolver.rolesOf(account, found.community)).has('organiser'))
    throw new UserError('kit.refused.role', { role: { key: 'roles.organiser' } });
  return found;
}

/** The calendar of an item. @throws UserError as {@link requireCalendar} */
export async function calendarOfItem(
  services: Parameters<typeof requireCalendar>[0],
  itemId: string,
): Promise<CalendarWithCommunity> {
  const item = isUuid(itemId)
    ? await services.db.importedItem.findUnique({
        where: { id: itemId },
        select: { calendarId: true },
      })
    : null;
  return requireCalendar(services, item?.calendarId ?? '');
}

/** The event that an item became. @throws UserError as {@link requireCalendar}, and when it became none */
export async function eventOfItem(
  services: Parameters<typeof requireCalendar>[0],
  itemId: string,
): Promise<Event> {
  await calendarOfItem(services, itemId);
  const item = await services.db.importedItem.findUnique({
    where: { id: itemId },
    select: { event: true },
  });
  if (!item?.event) throw new UserError('imports.refused.gone');
  return item.event;
}

/** Reads it no more; its events stay. */
export async function removeCalendar(
  { db, account }: Pick<ManageServices, 'db' | 'account'>,
  { id, communityId, name }: ImportedCalendar,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.importedCalendar.deleteMany({ where: { id } });
    if (count === 0) return;
    await recordAudit(tx, {
      ...{ communityId, accountId: account.id, action: 'calendar.remove' },
      details: { title: name },
    });
  });
}

export async function setMode(
  { db, account }: Pick<ManageServices, 'db' | 'account'>,
  { id, communityId, name }: ImportedCalendar,
  mode: ImportMode,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.importedCalendar.updateMany({
      where: { id, mode: { not: mode } },
      data: { mode },
    });
    if (count === 0) return;
    await recordAudit(tx, {
      ...{ communityId, accountId: account.id, action: 'calendar.import' },
      details: { title: name, mode },
    });
  });
}
