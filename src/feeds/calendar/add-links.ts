import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import { timeInZone, utcValue } from './time-value.ts';

/** Maximum length of a link that a button opens. Source: Discord, "Button Structure". */
const maxUrlLength = 512;

type Parameters = readonly (readonly [name: string, value: string])[];

const toUrl = (base: string, parameters: Parameters): string =>
  `${base}?${parameters
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;

/** The URL with as much of an entry's texts as fits: first the title, then what is least missed is left out. */
function fittingUrl(base: string, fixed: Parameters, title: [string, string], more: Parameters) {
  for (let kept = more.length; kept >= 0; kept -= 1) {
    const url = toUrl(base, [...fixed, title, ...more.slice(0, kept)]);
    if (url.length <= maxUrlLength) return url;
  }
  const characters = [...title[1]];
  for (;;) {
    characters.pop();
    const url = toUrl(base, [...fixed, [title[0], `${characters.join('')}…`]]);
    if (url.length <= maxUrlLength || characters.length === 0) return url;
  }
}

const dateOf = (date: Date, zone: string): string =>
  timeInZone(date, zone).toPlainDate().toString();

/** Opens Google Calendar with the entry filled in. Long texts are left out. */
export function googleCalendarUrl(entry: CalendarEntry): string {
  const { isAllDay, startsAt, endsAt, zone } = entry;
  const value = (date: Date) =>
    isAllDay ? dateOf(date, zone).replaceAll('-', '') : utcValue(date);
  return fittingUrl(
    'https://calendar.google.com/calendar/render',
    [
      ['action', 'TEMPLATE'],
      ['dates', `${value(startsAt)}/${value(endsAt)}`],
      ['ctz', timeInZone(startsAt, zone).timeZoneId],
    ],
    ['text', entry.title],
    [
      ['location', entry.place],
      ['details', entry.description],
    ],
  );
}

/** Opens Outlook on the web with the entry filled in. Long texts are left out. */
export function outlookCalendarUrl(entry: CalendarEntry): string {
  const { isAllDay, startsAt, endsAt, zone } = entry;
  const value = (date: Date) =>
    isAllDay ? dateOf(date, zone) : date.toISOString().replace(/\.\d+/, '');
  return fittingUrl(
    'https://outlook.live.com/calendar/0/action/compose',
    [
      ['rru', 'addevent'],
      ['startdt', value(startsAt)],
      ['enddt', value(endsAt)],
      ['allday', isAllDay ? 'true' : ''],
    ],
    ['subject', entry.title],
    [
      ['location', entry.place],
      ['body', entry.description],
    ],
  );
}
