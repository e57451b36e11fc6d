import { setImmediate as nextTurn } from 'node:timers/promises';
import { findProperty, readComponents } from './components.ts';
import { unescapeText } from './content-line.ts';
import { readLines } from './decode.ts';
import { isPrivate, type ReadEvent, readEvent } from './event.ts';
import { eventText } from './event-text.ts';
import { type CalendarItem, listItems } from './items.ts';
import { readerLimits } from './limits.ts';
import { readDuration } from './local-time.ts';
import { createRuleBudget } from './series-dates.ts';
import { createZoneReader, zoneByName } from './zones.ts';

export type { CalendarItem } from './items.ts';

/** What was not read, counted. */
export interface UnreadParts {
  /** Events without a start that can be read. */
  events: number;
  /** Rules that cannot be expanded: of those events only single dates are read. */
  rules: number;
  /** Events that are for their owner alone. */
  privateEvents: number;
  /** Names of zones that nothing explains; their times are read as those of the calendar's own. */
  zones: readonly string[];
  /** Whether the calendar has more events or dates than are read. */
  isTruncated: boolean;
  /** Whether its end is missing, as of an answer that was cut off. */
  isCutOff: boolean;
}

export interface ReadCalendar {
  /** Empty where it has none. */
  name: string;
  /** In which its floating times were read. */
  zone: string;
  /** How many events it has, over ones and changed dates included. */
  eventCount: number;
  /** What is to come, by start. */
  items: readonly CalendarItem[];
  /** How often it asks to be read, in milliseconds. */
  refreshMs: number | undefined;
  unread: UnreadParts;
}

export interface CalendarReading {
  /** The zone that somebody gave; the calendar's own, else `fallbackZone`, where none was. */
  zone?: string | undefined;
  fallbackZone: string;
  now: Temporal.Instant;
  /** The charset of its `Content-Type`. */
  charset?: string | undefined;
}

/**
 * Reads a calendar. Whatever is wrong with a part of it, the others are read.
 * @returns `webPage` for HTML and `notCalendar` for anything else that is none
 */
export async function readCalendar(
  bytes: Uint8Array,
  { zone: given, fallbackZone, now, charset }: CalendarReading,
): Promise<ReadCalendar | 'webPage' | 'notCalendar'> {
  const lines = readLines(bytes, charset);
  const tree = readComponents(lines);
  if (!tree) return lines[0]?.trimStart().startsWith('<') ? 'webPage' : 'notCalendar';
  const { calendar, isTruncated, isClosed } = tree;
  const own = zoneByName(findProperty(calendar, 'X-WR-TIMEZONE')?.value ?? '');
  const zone = given ?? own ?? fallbackZone;
  const zones = createZoneReader(calendar, zone);
  const isWhollyCancelled =
    findProperty(calendar, 'METHOD')?.value.trim().toUpperCase() === 'CANCEL';
  const found = calendar.children.filter(({ name }) => name === 'VEVENT');
  const shared = found.filter((component) => !isPrivate(component));
  const events: ReadEvent[] = [];
  for (const [index, component] of shared.entries()) {
    if (index % readerLimits.eventsPerTurn === 0) await nextTurn();
    const event = readSafely(() => readEvent(component, zones));
    if (event) events.push(isWhollyCancelled ? { ...event, isCancelled: true } : event);
  }
  const listed = await listItems(events, { now }, createRuleBudget());
  const name = findProperty(calendar, 'NAME') ?? findProperty(calendar, 'X-WR-CALNAME');
  const refresh =
    findProperty(calendar, 'REFRESH-INTERVAL') ?? findProperty(calendar, 'X-PUBLISHED-TTL');
  return {
    name: eventText(unescapeText(name?.value ?? ''), { max: 100 }),
    zone,
    eventCount: found.length,
    items: listed.items,
    refreshMs: readDuration(refresh?.value ?? '')?.total({
      unit: 'milliseconds',
      relativeTo: '2026-01-01',
    }),
    unread: {
      events: shared.length - events.length,
      rules: listed.unreadRules,
      privateEvents: found.length - shared.length,
      zones: [...zones.unknown]
        .slice(0, readerLimits.unknownZones)
        .map((zone) => eventText(zone, { max: 60 })),
      isTruncated: isTruncated || listed.isTruncated,
      isCutOff: !isClosed,
    },
  };
}

/** What a part of a calendar makes a reader throw concerns that part alone. */
function readSafely<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
