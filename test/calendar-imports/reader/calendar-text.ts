import {
  type CalendarItem,
  type CalendarReading,
  type ReadCalendar,
  readCalendar,
} from '../../../src/calendar-imports/reader/read-calendar.ts';

/** A Tuesday, 09:00 in Vietnam. */
export const now = Temporal.Instant.from('2026-11-24T02:00:00Z');

/** A calendar with these lines in it. */
export const calendarText = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...lines, 'END:VCALENDAR', ''].join(
    '\r\n',
  );

/** One event; `SUMMARY` and `UID` have values where the lines give none. */
export function eventLines(...lines: readonly string[]): string[] {
  const has = (name: string) => lines.some((line) => new RegExp(`^${name}\\b`, 'i').test(line));
  return [
    'BEGIN:VEVENT',
    ...(has('UID') ? [] : ['UID:one@example.org']),
    ...(has('SUMMARY') ? [] : ['SUMMARY:Hội chợ']),
    ...lines,
    'END:VEVENT',
  ];
}

/** Reads a calendar in Vietnam's zone. @throws when it is none */
export async function read(
  text: string | Uint8Array,
  options: Partial<CalendarReading> = {},
): Promise<ReadCalendar> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const found = await readCalendar(bytes, { now, fallbackZone: 'Asia/Ho_Chi_Minh', ...options });
  if (typeof found === 'string') throw new Error(found);
  return found;
}

/** `2026-12-01T12:30:00Z – 2026-12-01T14:30:00Z`, of days the days, the last one exclusive. */
export const when = ({ start, end }: CalendarItem): string => `${start} – ${end}`;

/** When one event with these lines is, that is not cancelled. */
export const timesOf = async (...lines: readonly string[]): Promise<string[]> =>
  (await read(calendarText(...eventLines(...lines)))).items
    .filter(({ isCancelled }) => !isCancelled)
    .map(when);

/** The same without ends. */
export const startsOf = async (...lines: readonly string[]): Promise<string[]> =>
  (await timesOf(...lines)).map((time) => time.split(' – ')[0] ?? '');
