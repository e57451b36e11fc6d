import { readTime } from '../../language/periods/index.ts';
import { fold } from '../../language/text/fold.ts';
import { type CronError, looksLikeCron, parseCron } from './cron.ts';

export type ParsedSchedule = { ok: true; cron: string } | { ok: false; fault: CronError };

/** The three cron fields for days. */
interface Days {
  dayOfMonth: string;
  weekdays: ReadonlySet<number>;
}

const everyDay: Days = { dayOfMonth: '*', weekdays: new Set() };
const onWeekdays = (...weekdays: number[]): Days => ({
  dayOfMonth: '*',
  weekdays: new Set(weekdays),
});
const onDay = (dayOfMonth: string): Days => ({ dayOfMonth, weekdays: new Set() });

/** Weekdays as cron counts them, Sunday 0, by every folded name. */
const weekdayNames: readonly (readonly [pattern: string, weekday: number])[] = [
  ['mondays?|mon|thu hai|thu 2|t2', 1],
  ['tuesdays?|tues?|thu ba|thu 3|t3', 2],
  ['wednesdays?|wed|thu tu|thu 4|t4', 3],
  ['thursdays?|thu nam|thu 5|t5', 4],
  ['fridays?|fri|thu sau|thu 6|t6', 5],
  ['saturdays?|sat|thu bay|thu 7|t7', 6],
  ['sundays?|sun|chu nhat|chua nhat|cn', 0],
  // Last: in Vietnamese six names of weekdays begin with it.
  ['thurs?|thu', 4],
];
const weekday = weekdayNames.map(([pattern]) => pattern).join('|');
const weekdayOf = (name: string): number =>
  weekdayNames.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(name))?.[1] ?? 0;

function weekdayRange(first: number, last: number): Days {
  const length = ((last - first + 7) % 7) + 1;
  return onWeekdays(...Array.from({ length }, (_, index) => (first + index) % 7));
}

const month = '(?:(?:of )?(?:every|each|the) month|(?:cua )?(?:hang|moi) thang)';
const dayNumber = '(0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?';
const partOfDay = '(?:buoi )?(?:sang|trua|chieu|toi|dem|morning|noon|afternoon|evening|night)';

/** Folded words for days in both languages, tried in this order, each as a whole word. */
const rules: readonly (readonly [pattern: string, days: (...groups: string[]) => Days])[] = [
  [`(?:the |on the )?last day ${month}`, () => onDay('L')],
  [`(?:vao )?ngay cuoi(?: cung)?(?: cua)? (?:${month}|thang)`, () => onDay('L')],
  [
    `(?:monthly|every month|each month)(?: on)?(?: the)?(?: day)? ${dayNumber}`,
    (day) => onDay(String(Number(day))),
  ],
  [`(?:vao )?(?:ngay|mung) ${dayNumber} ${month}`, (day) => onDay(String(Number(day)))],
  [`(?:on )?(?:the )?(?:day )?${dayNumber}(?: day)? ${month}`, (day) => onDay(String(Number(day)))],
  [`(?:hang|moi) thang(?: vao)?,? (?:ngay|mung) ${dayNumber}`, (day) => onDay(String(Number(day)))],
  ['every ?day|each day|daily|(?:hang|moi) ngay|ngay nao cung', () => everyDay],
  [`(?:every|each|hang|moi)(?= ${partOfDay})`, () => everyDay],
  [
    '(?:every |on )?(?:weekdays?|working days?)|(?:cac )?ngay (?:thuong|lam viec|trong tuan)',
    () => onWeekdays(1, 2, 3, 4, 5),
  ],
  ['weekends?|cuoi tuan', () => onWeekdays(6, 0)],
  [
    `(${weekday}) ?(?:-|–|den|toi|to|through|until) ?(${weekday})`,
    (first = '', last = '') => weekdayRange(weekdayOf(first), weekdayOf(last)),
  ],
  // "thứ 2, 4, 6": the numbers after the first are weekdays too.
  [
    'thu ([2-7](?: ?(?:,|va) ?[2-7])+)',
    (list = '') => onWeekdays(...list.split(/\D+/).map((day) => Number(day) - 1)),
  ],
  [`(${weekday})`, (name = '') => onWeekdays(weekdayOf(name))],
];

/** Words without a meaning of their own. */
const fillers =
  /(?<![\p{L}\d])(?:every week|each week|weekly|(?:hang|moi) tuan|every|each|on|at|the|vao luc|vao|luc|cac|moi|hang)(?![\p{L}\d])/gu;
const andWords = /(?<![\p{L}\d])(?:and|va)(?![\p{L}\d])/gu;

const hourly = /^(?:every hour|each hour|hourly|(?:hang|moi) (?:gio|tieng))$/;

const wholeWord = (pattern: string) =>
  new RegExp(`(?<![\\p{L}\\d:.])(?:${pattern})(?![\\p{L}\\d:.])`, 'u');

/** Extracts the days from the text. */
function extractDays(text: string): { days: Days[]; rest: string } {
  const days: Days[] = [];
  let rest = text;
  for (const [pattern, make] of rules) {
    const rule = wholeWord(pattern);
    for (let match = rule.exec(rest); match; match = rule.exec(rest)) {
      days.push(make(...match.slice(1).filter((group) => group !== undefined)));
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    }
  }
  return { days, rest };
}

/** The hours of a list of times and their common minute; undefined when something else is in the text. */
function extractTimes(text: string): { minute: number; hours: number[] } | undefined {
  const times = text
    .replace(fillers, ' ')
    .replace(andWords, ',')
    .split(',')
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
    .map((part) => readTime(part));
  const read = times.flatMap((time) => (time.ok ? [time.value] : []));
  const [first] = read;
  if (!first || read.length < times.length) return undefined;
  if (read.some(({ minute }) => minute !== first.minute)) return undefined;
  return {
    minute: first.minute,
    hours: [...new Set(read.map(({ hour }) => hour))].sort((a, b) => a - b),
  };
}

/**
 * Parses a schedule: a cron expression of five fields, or simple words in English or Vietnamese with or without
 * diacritics: `every day 08:00`, `hằng ngày 8h`, `thứ hai hằng tuần 7h30`, `weekdays 8am`,
 * `ngày 1 hằng tháng 9h`. Both the days and the time are required.
 */
export function parseSchedule(text: string): ParsedSchedule {
  if (looksLikeCron(text)) return parseCron(text);
  const folded = fold(text).replaceAll(';', ',');
  if (hourly.test(folded)) return parseCron('0 * * * *');
  const { days, rest } = extractDays(folded);
  const [first, ...more] = days;
  const times = extractTimes(rest);
  if (!first || !times) return { ok: false, fault: 'unreadable' };
  // Only weekdays can be several: "Monday and Thursday".
  const isOneRule = more.length === 0 || days.every(({ weekdays }) => weekdays.size > 0);
  if (!isOneRule) return { ok: false, fault: 'unreadable' };
  const weekdays = [...new Set(days.flatMap((one) => [...one.weekdays]))].sort((a, b) => a - b);
  const weekdayField = weekdays.length === 0 || weekdays.length === 7 ? '*' : weekdays.join(',');
  return parseCron(
    `${times.minute} ${times.hours.join(',')} ${first.dayOfMonth} * ${weekdayField}`,
  );
}
