import type { EventSeries, Prisma, Publication } from '../../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../../delivery/publications.ts';
import { ensurePrivateChats } from '../../../notifications/private-chats.ts';
import {
  copiesAudience,
  findAnnouncement,
  findSeriesAnnouncement,
} from '../../announcements/announcement.ts';
import { updateAnnouncement } from '../../announcements/changes.ts';
import type { AnnouncementServices, SeriesNews } from '../../announcements/services.ts';
import type { DateChange } from './rows.ts';

/** Who is told. */
interface Told {
  /** The chats where the series was announced. */
  chats: AudienceRule | undefined;
  people: number;
}

/** Who goes to which of some dates, and does not read it as a copy of the announcement in private. */
async function findGoing(
  tx: Prisma.TransactionClient,
  eventIds: readonly string[],
  announcement: Publication | null,
): Promise<Map<string, string[]>> {
  const rows = await tx.rsvp.findMany({
    where: {
      eventId: { in: [...eventIds] },
      state: { not: 'declined' },
      ...(announcement
        ? {
            person: {
              accounts: {
                none: { chat: { deliveries: { some: { publicationId: announcement.id } } } },
              },
            },
          }
        : {}),
    },
    select: { personId: true, eventId: true },
  });
  const dates = Map.groupBy(rows, ({ personId }) => personId);
  return new Map([...dates].map(([id, of]) => [id, of.map(({ eventId }) => eventId)]));
}

/** Who would be told of a change of these dates. */
export async function countConcerned(
  db: Prisma.TransactionClient,
  series: EventSeries,
  dates: readonly DateChange[],
): Promise<Told> {
  const announcement = await findSeriesAnnouncement(db, series);
  const ids = dates.map(({ before }) => before.id);
  return {
    chats: announcement ? copiesAudience(announcement) : undefined,
    people: (await findGoing(db, ids, announcement)).size,
  };
}

/**
 * Tells the chats where the series was announced, once, and whoever goes, once, of exactly the dates that they go to.
 */
export async function tellOfDates(
  services: AnnouncementServices,
  tx: Transaction,
  { series, diffs, ...news }: SeriesNews & { series: EventSeries },
): Promise<Told> {
  const { notices, locale } = services;
  const announcement = await findSeriesAnnouncement(tx, series);
  const going = await findGoing(
    tx,
    diffs.map(({ after }) => after.id),
    announcement,
  );
  for (const { after } of diffs)
    if (await findAnnouncement(tx, after.id)) await updateAnnouncement(services, tx, after);
  const chats = announcement ? copiesAudience(announcement) : undefined;
  if (chats && diffs.length > 0) await notices.datesChanged(tx, { ...news, diffs }, chats, locale);
  if (going.size > 0) await ensurePrivateChats(tx, [...going.keys()]);
  // Those who go to the same dates read the same.
  const groups = Map.groupBy(going, ([, eventIds]) => eventIds.toSorted().join(' '));
  for (const [key, people] of groups) {
    const ids = new Set(key.split(' '));
    const theirs = diffs.filter(({ after }) => ids.has(after.id));
    const audience: AudienceRule = { to: 'people', personIds: people.map(([id]) => id) };
    await notices.datesChanged(tx, { ...news, diffs: theirs }, audience, locale);
  }
  return { chats, people: going.size };
}
