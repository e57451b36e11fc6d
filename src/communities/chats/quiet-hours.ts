import { err, ok, type ParseResult } from '../../kit/define/parse-result.ts';
import { readTime } from '../../language/periods/index.ts';
import { fold } from '../../language/text/fold.ts';

/** A part of a chat's day, in minutes from midnight, end exclusive. It may cross midnight. */
export interface QuietPeriod {
  from: number;
  until: number;
}

/** Words for no quiet hours, folded. */
const offWords = new Set(['off', 'none', 'no', 'never', 'tat', 'khong', 'bo']);
/** Separates the two ends. */
const rangeSeparator =
  /\s*(?:[-–—~→]|(?<![\p{L}\p{N}])(?:to|until|đến|tới|den|toi)(?![\p{L}\p{N}]))\s*/iu;
/** Precedes the first end. */
const rangePrefix = /^(?:from|từ|tu)(?![\p{L}\p{N}])\s*/iu;

const minuteOfDay = ({ hour, minute }: Temporal.PlainTime): number => hour * 60 + minute;
const padTwo = (number: number): string => String(number).padStart(2, '0');
/** `07:05` for 425. */
export const formatMinute = (minute: number): string =>
  `${padTwo(Math.floor(minute / 60))}:${padTwo(minute % 60)}`;

/** As it is shown and parsed: `22:00-07:00`. */
export const encodeQuietHours = ({ from, until }: QuietPeriod): string =>
  `${formatMinute(from)}-${formatMinute(until)}`;

/** `22:00-7:00`, `từ 22h đến 7h`, `10pm to 7am`; `off` or `tắt` for none. */
export function parseQuietHours(text: string): ParseResult<QuietPeriod | 'off'> {
  const written = text.normalize('NFC').trim();
  if (offWords.has(fold(written))) return ok('off');
  const [first, second, ...more] = written.replace(rangePrefix, '').split(rangeSeparator);
  if (!first || !second || more.length > 0) {
    return err('settings.errors.quietUnreadable', { text: written });
  }
  const from = readTime(first);
  if (!from.ok) return err(from.key, from.params);
  const until = readTime(second, { isEnd: true });
  if (!until.ok) return err(until.key, until.params);
  const hours = { from: minuteOfDay(from.value), until: minuteOfDay(until.value) };
  return hours.from === hours.until
    ? err('settings.errors.quietEmpty', { text: written })
    : ok(hours);
}
