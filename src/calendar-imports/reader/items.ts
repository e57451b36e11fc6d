import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type EventTexts,
  type Length,
  type Moment,
  momentInstant,
  type ReadEvent,
} from './event.ts';
import { readerHorizon, readerLimits } from './limits.ts';
import {
  datesOf,
  type EventDate,
  endInstant,
  findReplaced,
  matchDates,
  momentText,
  type RuleBudget,
} from './series-dates.ts';

/** Something on a date, as a calendar says it. */
export interface CalendarItem {
  uid: string;
  /** Which date of an event that repeats; empty for one that does not. */
  occurrence: string;
  isCancelled: boolean;
  texts: EventTexts;
  /** A day, or an instant in UTC. */
  start: string;
  /** The day after the last one, or an instant in UTC. */
  end: string;
}

interface FoundItem extends Omit<CalendarItem, 'start' | 'end'> {
  start: Moment;
  length: Length;
}

const endText = (start: Moment, length: Length): string =>
  start.isDate && 'days' in length
    ? start.local.toPlainDate().add({ days: length.days }).toString()
    : endInstant(start, length).toString({ smallestUnit: 'second' });

export interface ItemRange {
  now: Temporal.Instant;
}

/** The texts of a changed date; what it does not say is that of the event. */
const textsOf = (changed: ReadEvent, event: ReadEvent | undefined): EventTexts => ({
  title: changed.texts.title || (event?.texts.title ?? ''),
  place: changed.texts.place || (event?.texts.place ?? ''),
  summary: changed.texts.summary || (event?.texts.summary ?? ''),
  topic: changed.texts.topic || (event?.texts.topic ?? ''),
  url: changed.texts.url ?? event?.texts.url ?? null,
});

const itemOf = (event: ReadEvent, { start, length }: Omit<EventDate, 'id'>, id: string) => ({
  ...{ uid: event.uid, occurrence: id, start, length },
  ...{ isCancelled: event.isCancelled, texts: event.texts },
});

const repeats = ({ rules, extra }: ReadEvent): boolean => rules.length > 0 || extra.length > 0;

/** The newest version of each: with the same start, or the same date that is replaced. */
function newest(events: readonly ReadEvent[], keyOf: (event: ReadEvent) => string): ReadEvent[] {
  const kept = new Map<string, ReadEvent>();
  for (const event of events) {
    const known = kept.get(keyOf(event));
    if (!known || event.sequence >= known.sequence) kept.set(keyOf(event), event);
  }
  return [...kept.values()];
}

/** A change of a date and all that follow, as it applies to one of them. */
function follow(change: ReadEvent, event: ReadEvent, date: EventDate): FoundItem {
  const { moment } = change.replaces ?? { moment: change.start };
  const shift = moment.local.until(change.start.local, { largestUnit: 'days' });
  return {
    ...itemOf(
      change,
      { start: { ...date.start, local: date.start.local.add(shift) }, length: change.length },
      date.id,
    ),
    texts: textsOf(change, event),
  };
}

/** The dates of one event that repeats, with those that replace some of them. */
async function seriesItems(
  event: ReadEvent,
  changes: readonly ReadEvent[],
  { now }: ItemRange,
  budget: RuleBudget,
) {
  const before = now.add({ hours: 24 * readerHorizon.repeatingDays });
  const { dates, unreadRules } = await datesOf(event, { now, before }, budget);
  const replacing = changes.flatMap((change) =>
    change.replaces ? [{ change, ...change.replaces }] : [],
  );
  const following = replacing
    .filter(({ isFollowing }) => isFollowing)
    .map(({ change, moment }) => ({ change, at: momentInstant(moment).epochMilliseconds }))
    .toSorted((one, other) => one.at - other.at);
  const single = replacing.filter(({ isFollowing }) => !isFollowing);
  const replaced = matchDates(single.map(({ moment }) => moment));
  const items: FoundItem[] = dates
    .filter(({ start }) => !replaced.has(start))
    .map((date) => {
      const at = momentInstant(date.start).epochMilliseconds;
      const change = following.findLast((one) => one.at <= at)?.change;
      return change ? follow(change, event, date) : itemOf(event, date, date.id);
    });
  const idOf = findReplaced(dates);
  for (const { change, moment } of single) {
    if (Temporal.Instant.compare(momentInstant(change.start), before) >= 0) continue;
    items.push({
      ...itemOf(change, change, idOf(moment) ?? momentText(moment)),
      texts: textsOf(change, event),
      isCancelled: change.isCancelled || event.isCancelled,
    });
  }
  return { items, unreadRules };
}

/** Everything of one UID. */
async function itemsOfUid(
  events: readonly ReadEvent[],
  range: ItemRange,
  budget: RuleBudget,
): Promise<{ items: FoundItem[]; unreadRules: number }> {
  const whole = events.filter(({ replaces }) => !replaces);
  const top = Math.max(0, ...whole.map(({ sequence }) => sequence));
  // Older versions of the same event are out of date; others of the same version share the UID by mistake.
  const current = newest(
    whole.filter(({ sequence }) => sequence === top),
    ({ start }) => momentText(start),
  );
  const changes = newest(
    events.filter(({ replaces }) => replaces),
    ({ replaces }) => (replaces ? momentText(replaces.moment) : ''),
  );
  const items: FoundItem[] = [];
  let unreadRules = 0;
  const series = current.find(repeats);
  for (const [index, event] of current.entries()) {
    if (index % readerLimits.eventsPerTurn === readerLimits.eventsPerTurn - 1) await nextTurn();
    if (!repeats(event)) {
      items.push(itemOf(event, event, current.length > 1 ? momentText(event.start) : ''));
      continue;
    }
    const read = await seriesItems(event, event === series ? changes : [], range, budget);
    items.push(...read.items);
    unreadRules += read.unreadRules;
  }
  // Changed dates of an event that the calendar does not have, as of an invitation to one date.
  if (!series)
    for (const change of changes)
      items.push({
        ...itemOf(change, change, momentText(change.replaces?.moment ?? change.start)),
        texts: textsOf(change, current[0]),
      });
  return { items, unreadRules };
}

/** What is still to come of the events of a calendar, by start: no more than is read of one. */
export async function listItems(
  events: readonly ReadEvent[],
  { now }: ItemRange,
  budget: RuleBudget,
): Promise<{ items: CalendarItem[]; unreadRules: number; isTruncated: boolean }> {
  const latest = now.add({ hours: 24 * readerHorizon.singleDays });
  const items: FoundItem[] = [];
  let unreadRules = 0;
  let count = 0;
  for (const [, own] of Map.groupBy(events, ({ uid }) => uid)) {
    count += 1;
    if (count % readerLimits.eventsPerTurn === 0) await nextTurn();
    const read = await itemsOfUid(own, { now }, budget);
    items.push(...read.items);
    unreadRules += read.unreadRules;
    if (items.length > readerLimits.foundItems) break;
  }
  const toCome = items
    .map((item) => ({ item, at: momentInstant(item.start) }))
    .filter(
      ({ item: { start, length }, at }) =>
        Temporal.Instant.compare(at, latest) < 0 &&
        Temporal.Instant.compare(endInstant(start, length), now) > 0,
    )
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
  return {
    items: toCome.slice(0, readerLimits.items).map(({ item: { start, length, ...item } }) => ({
      ...item,
      start: momentText(start),
      end: endText(start, length),
    })),
    unreadRules,
    isTruncated: toCome.length > readerLimits.items || items.length > readerLimits.foundItems,
  };
}
