import type { ImportedCalendar, Prisma, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { type DecidedItem, decidedItem } from './items/decide.ts';

/** What organisers still have to decide of a calendar. */
export const pendingItemsWhere = (
  calendarId: string,
  now: Date,
): Prisma.ImportedItemWhereInput => ({
  ...{ calendarId, endsAt: { gt: now } },
  state: { in: ['new', 'changed', 'gone'] },
});

export interface ReviewPage {
  items: readonly DecidedItem[];
  /** Of all pages. */
  total: number;
  /** From 1. */
  page: number;
  pageCount: number;
  /** How many could be taken over at once. */
  newCount: number;
  /** UIDs of events of which several dates are new. */
  series: ReadonlySet<string>;
}

/** Items on one page of a review: as many as have their buttons under one message. */
export const reviewPageSize = 4;

/** One page of what there is to decide, the next first. */
export async function readReviewPage(
  db: PrismaClient,
  calendarId: string,
  now: Date,
  wanted = 1,
): Promise<ReviewPage> {
  const where = pendingItemsWhere(calendarId, now);
  const total = await db.importedItem.count({ where });
  const newCount = await db.importedItem.count({ where: { ...where, state: 'new' } });
  const pageCount = Math.max(1, Math.ceil(total / reviewPageSize));
  const page = Math.min(Math.max(wanted, 1), pageCount);
  const items = await db.importedItem.findMany({
    where,
    include: decidedItem,
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    skip: (page - 1) * reviewPageSize,
    take: reviewPageSize,
  });
  const uids = await db.importedItem.groupBy({
    by: ['uid'],
    where: { ...where, state: 'new', uid: { in: items.map(({ uid }) => uid) } },
    having: { uid: { _count: { gt: 1 } } },
  });
  const series = new Set(uids.map(({ uid }) => uid));
  return { items, total, page, pageCount, newCount, series };
}

/** A calendar with how much of it waits for a decision. */
export interface CalendarSummary {
  calendar: ImportedCalendar;
  pending: number;
  taken: number;
}

/** The calendars of a community by name. */
export async function listCalendars(
  db: PrismaClient,
  communityId: string,
  now: Date,
): Promise<CalendarSummary[]> {
  const calendars = await db.importedCalendar.findMany({
    where: { communityId, ...withKnownEnumValues.importedCalendar },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return Promise.all(calendars.map((calendar) => summarize(db, calendar, now)));
}

export async function summarize(
  db: PrismaClient,
  calendar: ImportedCalendar,
  now: Date,
): Promise<CalendarSummary> {
  const pending = await db.importedItem.count({ where: pendingItemsWhere(calendar.id, now) });
  const taken = await db.importedItem.count({
    where: { calendarId: calendar.id, eventId: { not: null }, endsAt: { gt: now } },
  });
  return { calendar, pending, taken };
}
