import type { EventSeries, Prisma } from '../../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../../delivery/publications.ts';
import { ensurePrivateChats } from '../../../notifications/private-chats.ts';
import { copiesAudience, findSeriesAnnouncement } from '../../announcements/announcement.ts';
import {
  type ChangeRecipients,
  chatsToNotify,
  findPeopleToNotify,
  updateAnnouncement,
} from '../../announcements/changes.ts';
import type { AnnouncementServices, SeriesNews } from '../../announcements/services.ts';
import type { DateChange } from './rows.ts';

/** Who would be told of a change of these dates. */
export async function countConcerned(
  db: Prisma.TransactionClient,
  series: EventSeries,
  dates: readonly DateChange[],
): Promise<ChangeRecipients> {
  const announcement = await findSeriesAnnouncement(db, series);
  const ids = dates.map(({ before }) => before.id);
  const people = await findPeopleToNotify(db, ids, announcement);
  return { chats: chatsToNotify(series.communityId, announcement), people: people.size };
}

/**
 * Tells the chats where the series was announced, once, and whoever goes or may go, once, of exactly the dates that
 * they answered so.
 */
export async function tellOfDates(
  services: AnnouncementServices,
  tx: Transaction,
  { series, diffs, ...news }: SeriesNews & { series: EventSeries },
): Promise<ChangeRecipients> {
  const { notices, locale } = services;
  const announcement = await findSeriesAnnouncement(tx, series);
  const ids = diffs.map(({ after }) => after.id);
  const people = await findPeopleToNotify(tx, ids, announcement);
  for (const { after } of diffs) await updateAnnouncement(services, tx, after);
  if (announcement && diffs.length > 0)
    await notices.datesChanged(tx, { ...news, diffs }, copiesAudience(announcement), locale);
  if (people.size > 0) await ensurePrivateChats(tx, [...people.keys()]);
  // Those who answered for the same dates read the same.
  const groups = Map.groupBy(people, ([, eventIds]) => eventIds.toSorted().join(' '));
  for (const [key, group] of groups) {
    const ids = new Set(key.split(' '));
    const theirs = diffs.filter(({ after }) => ids.has(after.id));
    const audience: AudienceRule = { to: 'people', personIds: group.map(([id]) => id) };
    await notices.datesChanged(tx, { ...news, diffs: theirs }, audience, locale);
  }
  return { chats: chatsToNotify(series.communityId, announcement), people: people.size };
}
