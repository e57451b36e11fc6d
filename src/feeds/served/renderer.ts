import type {
  CalendarEntry,
  CalendarItem,
  CalendarReader,
  CalendarSource,
} from '../../context/modules/calendar-source.ts';
import type { Community, PrismaClient } from '../../database/generated/client.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { fold } from '../../language/text/fold.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { isWritable } from '../calendar/time-value.ts';
import { writeCalendar } from '../calendar/write-calendar.ts';
import { writeAtom } from '../syndication/atom.ts';
import type { Feed } from '../syndication/feed.ts';
import { writeJsonFeed } from '../syndication/json-feed.ts';
import { type CommunityFeedQuery, communityFeedUrl } from './addresses.ts';
import { createDocument, type ServedDocument } from './served-document.ts';

const dayMs = 24 * 3_600_000;
/** How long what is over stays in a calendar, in days. */
const pastDays = { community: 93, person: 366 } as const;
/** Entries of one subject in a calendar, and entries in a feed of news. */
const limits = { calendar: 2000, feed: 100 } as const;
/** How often a calendar should look for changes. */
const refreshMinutes = 60;

export interface RenderServices {
  db: PrismaClient;
  calendarSources: readonly CalendarSource[];
  publicUrl: string;
}

/** The day on which a calendar is read: it shows what ended some days before it or later. */
export const dayOf = (now: Temporal.Instant): Date =>
  new Date(Math.floor(now.epochMilliseconds / dayMs) * dayMs);

const readItems = async (
  sources: readonly CalendarSource[],
  read: (source: CalendarSource) => Promise<readonly CalendarItem[]>,
): Promise<CalendarItem[]> => {
  const items: CalendarItem[] = [];
  // One after another: the embedded database has one connection.
  for (const source of sources) items.push(...(await read(source)));
  return items;
};

const entriesOf = (items: readonly CalendarItem[], reader: CalendarReader): CalendarEntry[] =>
  items
    .map((item) => item.entry(reader))
    .filter(({ changedAt, createdAt }) => !Number.isNaN(changedAt.getTime() + createdAt.getTime()))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.uid < b.uid ? -1 : 1));

const lastChange = (entries: readonly CalendarEntry[], since: Date): Date =>
  new Date(Math.max(since.getTime(), ...entries.map(({ changedAt }) => changedAt.getTime())));

/** The newest changes of what is not over. */
const newsOf = (entries: readonly CalendarEntry[], day: Date): CalendarEntry[] =>
  entries
    .filter(({ startsAt, endsAt }) => endsAt >= day && !Number.isNaN(startsAt.getTime()))
    .sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime() || (a.uid < b.uid ? -1 : 1))
    .slice(0, limits.feed);

const readCommunityItems = (
  { db, calendarSources }: Omit<RenderServices, 'publicUrl'>,
  communityId: string,
  day: Date,
): Promise<CalendarItem[]> => {
  const from = new Date(day.getTime() - pastDays.community * dayMs);
  return readItems(calendarSources, (source) =>
    source.ofCommunity(db, { communityId, from, limit: limits.calendar }),
  );
};

/** What a community has in its calendar for readers of a language, by start, as it is on a day. */
export async function readCommunityEntries(
  services: Omit<RenderServices, 'publicUrl'>,
  communityId: string,
  { locale, zone }: Pick<CalendarReader, 'locale' | 'zone'>,
  day: Date,
): Promise<readonly CalendarEntry[]> {
  const items = await readCommunityItems(services, communityId, day);
  const reader = { ...translators[locale], zone, now: day.toTemporalInstant() };
  return entriesOf(items, reader).filter(
    ({ startsAt, endsAt }) => isWritable(startsAt) && isWritable(endsAt),
  );
}

/** The topics in a community's calendar, in every language, by their folded names. */
export async function readCommunityTopics(
  services: RenderServices,
  communityId: string,
  day: Date,
): Promise<ReadonlyMap<string, string>> {
  const items = await readCommunityItems(services, communityId, day);
  // Of several spellings the first one counts.
  return new Map(
    items
      .flatMap((item) => item.topics())
      .filter((topic) => topic !== '')
      .map((topic) => [fold(topic), topic] as const)
      .reverse(),
  );
}

/** The calendar of a community, as it is on a day. */
export async function renderCommunityCalendar(
  services: RenderServices,
  community: Pick<Community, 'id' | 'name' | 'locale' | 'zone' | 'createdAt'>,
  query: CommunityFeedQuery,
  day: Date,
): Promise<ServedDocument> {
  const { format, topic } = query;
  const locale = query.locale ?? community.locale;
  const { t } = translators[locale];
  const all = await readCommunityItems(services, community.id, day);
  const wanted = topic === undefined ? undefined : fold(topic);
  const items =
    wanted === undefined
      ? all
      : all.filter((item) => item.topics().some((one) => fold(one) === wanted));
  const reader = {
    ...{ t, locale, zone: firstValidZone('UTC', community.zone) },
    now: day.toTemporalInstant(),
  };
  const entries = entriesOf(items, reader);
  const title = topic === undefined ? community.name : `${community.name} · ${topic}`;
  // An event that lost its topic changes the calendar that it was in.
  const changedAt = lastChange(wanted === undefined ? entries : entriesOf(all, reader), day);
  if (format === 'ics')
    return createDocument(
      writeCalendar(entries, { name: title, refreshMinutes }),
      'text/calendar; charset=utf-8',
      changedAt,
    );
  const feed: Feed = {
    ...{ title, locale },
    id: `urn:uuid:${community.id}`,
    url: communityFeedUrl(services.publicUrl, query),
    changedAt: lastChange(entries, community.createdAt),
    entries: newsOf(entries, day),
  };
  return format === 'atom'
    ? createDocument(writeAtom(feed), 'application/atom+xml; charset=utf-8', changedAt)
    : createDocument(writeJsonFeed(feed), 'application/feed+json; charset=utf-8', changedAt);
}

/** A person's own calendar, as it is on a day. When its content last changed is not known: people leave things. */
export async function renderPersonCalendar(
  { db, calendarSources }: RenderServices,
  person: { id: string; locale: Locale; zone: string },
  day: Date,
): Promise<ServedDocument> {
  const { t } = translators[person.locale];
  const from = new Date(day.getTime() - pastDays.person * dayMs);
  const items = await readItems(calendarSources, (source) =>
    source.ofPerson(db, { personId: person.id, from, limit: limits.calendar }),
  );
  const reader = { ...person, t, now: day.toTemporalInstant() };
  const name = t('calendar.mine');
  return createDocument(
    writeCalendar(entriesOf(items, reader), { name, refreshMinutes }),
    'text/calendar; charset=utf-8',
  );
}
