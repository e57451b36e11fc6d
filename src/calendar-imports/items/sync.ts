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
import type { ReadCalendar } from '../reader/read-calendar.ts';
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

export interface SyncOptions {
  now: Date;
  /** Whether what is missing is gone: not of a file, which may be a part of a calendar. */
  isComplete: boolean;
}

/** What a calendar said, compared with what was known of it. */
export interface SyncResult {
  /** Whether so many of our events are missing that the calendar may be broken. */
  isMassRemoval: boolean;
}

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
  const differs = findDifferences(base, content, contentOfEvent(event, community)).length > 0;
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

/** What is known and not said any more, of what is still to come. */
async function leave(
  tx: Transaction,
  missing: readonly KnownItem[],
  { now }: SyncOptions,
): Promise<void> {
  const toCome = missing.filter(({ endsAt }) => endsAt > now);
  const idsOf = (states: readonly KnownItem['state'][]) =>
    toCome.filter(({ state }) => states.includes(state)).map(({ id }) => id);
  await tx.importedItem.deleteMany({ where: { id: { in: idsOf(['new']) } } });
  await tx.importedItem.updateMany({
    where: { id: { in: idsOf(['taken', 'changed']) } },
    data: { state: 'gone', isTold: false },
  });
}

/**
 * Stores what a calendar says now. Nothing of ours is changed: what there is to decide is in the states of its items.
 */
export async function syncItems(
  tx: Transaction,
  calendar: CalendarWithCommunity,
  { items, zone, unread }: Pick<ReadCalendar, 'items' | 'zone' | 'unread'>,
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
  const unknown = found.filter((item) => !knownKeys.has(keyOf(item)));
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
      .map(({ isCancelled, ...columns }) => ({
        ...columns,
        calendarId,
        state: stateOfNew({ ...columns, isCancelled }, known),
      })),
    skipDuplicates: true,
  });
  if (!options.isComplete || unread.isTruncated) return { isMassRemoval: false };
  const gone = missing.filter(({ id }) => !paired.has(id));
  await leave(tx, gone, options);
  const ours = known.filter(({ state, endsAt }) => state === 'taken' && endsAt > options.now);
  const lost = gone.filter(({ state, endsAt }) => state === 'taken' && endsAt > options.now);
  return { isMassRemoval: lost.length > fewRemovals && lost.length * 2 > ours.length };
}
