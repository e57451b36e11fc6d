import { isDeepStrictEqual } from 'node:util';
import type {
  Community,
  Event,
  ImportedCalendar,
  ImportedItem,
} from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { contentOf, contentOfEvent, type ItemContent, readContent, timesOf } from '../content.ts';
import { findDifferences } from '../differences.ts';
import type { ReadCalendar, UnreadParts } from '../reader/read-calendar.ts';
import { findOwnUids } from './own-uids.ts';
import { pairMoved } from './pair-moved.ts';

/** A calendar that is kept, with its community. */
export type CalendarWithCommunity = ImportedCalendar & { community: Community };

type KnownItem = ImportedItem & { event: Event | null };

/** Something of a calendar, as it would be stored. */
interface FoundItem {
  uid: string;
  occurrence: string;
  isCancelled: boolean;
  content: ItemContent;
  startsAt: Date;
  endsAt: Date;
}

const keyOf = ({ uid, occurrence }: Pick<FoundItem, 'uid' | 'occurrence'>): string =>
  `${occurrence} ${uid}`;

/** So many of our events may go at once without an organiser being asked. */
const fewRemovals = 3;

/** Of items that are events of ours; those that are gone wait for an answer. */
const ourStates: readonly ImportedItem['state'][] = ['taken', 'changed', 'gone'];

export interface SyncOptions {
  now: Date;
  /** Whether what is missing is gone: not of a file, which may be a part of a calendar. */
  isComplete: boolean;
}

/** What a calendar said, compared with what was known of it. */
export interface SyncResult {
  /** Whether so many of our events are missing, now or since a reading before, that the calendar may be broken. */
  isMassRemoval: boolean;
}

/** Whether everything that was read of a calendar could be: else what is missing may only be unreadable. */
const isReadable = ({ events, rules, isCutOff }: UnreadParts): boolean =>
  events === 0 && rules === 0 && !isCutOff;

/** Items of one calendar that are kept at most. */
const maxItems = 2_000;

type ItemColumns = Omit<FoundItem, 'isCancelled'> & Partial<Pick<ImportedItem, 'state' | 'isTold'>>;

const hasColumns = (known: KnownItem, columns: ItemColumns): boolean =>
  isDeepStrictEqual({ ...known, ...columns }, known);

/** The columns that an item gets by what its source says now. */
function followed(known: KnownItem, found: FoundItem, community: Community): ItemColumns {
  const { state, event } = known;
  const { content, startsAt, endsAt, uid, occurrence, isCancelled } = found;
  const columns = { content, startsAt, endsAt, uid, occurrence };
  if (state === 'new' || state === 'skipped') return columns;
  // Organisers cancelled or removed it themselves: its source has no more to say.
  if (!event || event.state === 'cancelled') return { ...columns, state: 'skipped' };
  if (isCancelled)
    return { ...columns, ...(state === 'gone' ? {} : { state: 'gone', isTold: false }) };
  const base = readContent(known.base) ?? content;
  const ours = contentOfEvent(event, community);
  // Stored as no program of ours stores it: nothing can be compared.
  if (!ours) return columns;
  const differs = findDifferences(base, content, ours).length > 0;
  if (!differs) return { ...columns, state: 'taken' };
  const isAnother = !isDeepStrictEqual(readContent(known.content), content);
  return {
    ...columns,
    state: 'changed',
    ...(isAnother || state !== 'changed' ? { isTold: false } : {}),
  };
}

/** Further dates of an event of which organisers wanted none are not wanted either. */
function stateOfNew({ uid }: FoundItem, known: readonly KnownItem[]): ImportedItem['state'] {
  const dates = known.filter((item) => item.uid === uid);
  const isUnwanted = dates.every(({ state, eventId }) => state === 'skipped' && eventId === null);
  return dates.length > 0 && isUnwanted ? 'skipped' : 'new';
}

const idsIn = (items: readonly KnownItem[], states: readonly KnownItem['state'][]): string[] =>
  items.filter(({ state }) => states.includes(state)).map(({ id }) => id);

/**
 * Stores what a calendar says now. Nothing of ours is changed: what there is to decide is in the states of its items.
 */
export async function syncItems(
  tx: Transaction,
  calendar: CalendarWithCommunity,
  { items, zone, unread, eventCount }: ReadCalendar,
  options: SyncOptions,
): Promise<SyncResult> {
  const { id: calendarId, name, community } = calendar;
  const known: KnownItem[] = await tx.importedItem.findMany({
    where: { calendarId, ...withKnownEnumValues.importedItem },
    include: { event: true },
  });
  const found = items.map((item): FoundItem => {
    const content = contentOf(item, name);
    const { startsAt, endsAt } = timesOf(content, zone);
    const { uid, occurrence, isCancelled } = item;
    return { uid, occurrence, isCancelled, content, startsAt, endsAt };
  });
  const foundKeys = new Map(found.map((item) => [keyOf(item), item]));
  const knownKeys = new Set(known.map(keyOf));
  const missing = known.filter((item) => !foundKeys.has(keyOf(item)));
  const others = found.filter((item) => !knownKeys.has(keyOf(item)));
  const ownUids = await findOwnUids(tx, community, others);
  const unknown = others.filter(({ uid }) => !ownUids.has(uid));
  const moved = pairMoved(
    missing.filter(({ endsAt }) => endsAt > options.now),
    unknown,
    zone,
  );
  const matched = [
    ...known.flatMap((item) => {
      const now = foundKeys.get(keyOf(item));
      return now ? [{ known: item, found: now }] : [];
    }),
    ...moved,
  ];
  for (const pair of matched) {
    const { id, state } = pair.known;
    const columns = followed(pair.known, pair.found, community);
    if (pair.found.isCancelled && state === 'new')
      await tx.importedItem.deleteMany({ where: { id } });
    else if (!hasColumns(pair.known, columns))
      await tx.importedItem.update({ where: { id }, data: columns });
  }
  const paired = new Set(moved.flatMap((pair) => [pair.known.id, keyOf(pair.found)]));
  await tx.importedItem.createMany({
    data: unknown
      .filter((item) => !item.isCancelled && !paired.has(keyOf(item)))
      .slice(0, Math.max(0, maxItems - known.length))
      .map(({ isCancelled, ...columns }) => ({
        ...columns,
        calendarId,
        state: stateOfNew({ ...columns, isCancelled }, known),
      })),
    skipDuplicates: true,
  });
  const absent = missing.filter(({ id, endsAt }) => !paired.has(id) && endsAt > options.now);
  const isReliable = options.isComplete && isReadable(unread);
  if (isReliable)
    await tx.importedItem.deleteMany({ where: { id: { in: idsIn(absent, ['new']) } } });
  // What is missing of a very large calendar is behind what is read of it.
  const isWhole = isReliable && !unread.isTruncated;
  if (isWhole)
    await tx.importedItem.updateMany({
      where: { id: { in: idsIn(absent, ['taken', 'changed']) } },
      data: { state: 'gone', isTold: false },
    });
  const ours = idsIn(
    known.filter(({ endsAt }) => endsAt > options.now),
    ourStates,
  ).length;
  const lost = idsIn(absent, isWhole ? ourStates : ['gone']).length;
  return {
    isMassRemoval: lost > 0 && (eventCount === 0 || (lost > fewRemovals && lost * 2 > ours)),
  };
}
