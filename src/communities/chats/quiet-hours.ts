import { z } from 'zod';
import type { CommandContext } from '../../context/command-context.ts';
import { type Argument, argument } from '../../kit/define/argument.ts';
import type { ParseContext } from '../../kit/define/parse-context.ts';
import { err, ok, type ParseResult } from '../../kit/define/parse-result.ts';
import { rawText } from '../../kit/define/raw-value.ts';
import { buttonPicker } from '../../kit/pickers/button-picker.ts';
import { readTime } from '../../language/periods/index.ts';
import { fold } from '../../language/text/fold.ts';

/** A part of a chat's day, in minutes from its midnight, the end not included. It may go over midnight. */
export interface QuietPeriod {
  from: number;
  until: number;
}

/** No quiet hours, as it is written. */
const offWords = new Set(['off', 'none', 'no', 'never', 'tat', 'khong', 'bo']);
/** What stands between the two ends. */
const rangeSeparator =
  /\s*(?:[-–—~→]|(?<![\p{L}\p{N}])(?:to|until|đến|tới|den|toi)(?![\p{L}\p{N}]))\s*/iu;
/** What stands before the first end. */
const rangePrefix = /^(?:from|từ|tu)(?![\p{L}\p{N}])\s*/iu;
/** Offered where it is asked for. */
const suggestions = ['22:00-7:00', '23:00-6:00'] as const;

const minuteOfDay = ({ hour, minute }: Temporal.PlainTime): number => hour * 60 + minute;
const padTwo = (number: number): string => String(number).padStart(2, '0');
const formatMinute = (minute: number): string =>
  `${padTwo(Math.floor(minute / 60))}:${padTwo(minute % 60)}`;

/** As people read it and as it reads back: `22:00-07:00`. */
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

const minute = z.int().min(0).max(1439);

/** A chat's quiet hours, or that it has none any more. */
export function quietHours(): Argument<QuietPeriod | 'off'> {
  return argument<QuietPeriod | 'off', ParseContext>({
    name: 'text',
    schema: z.union([z.literal('off'), z.object({ from: minute, until: minute })]),
    discordOption: { type: 'string', maxLength: 50 },
    greedy: true,
    picker: buttonPicker(({ t }) => [
      ...suggestions.map((value) => ({ label: value, value })),
      { label: t('settings.quietOff'), value: 'off' },
    ]),
    encode: (value) => (value === 'off' ? value : encodeQuietHours(value)),
    parse: (raw) => parseQuietHours(rawText(raw)),
  });
}

/** A chat's quiet hours in words. */
export const formatQuietHours = (
  { t }: Pick<CommandContext, 't'>,
  { quietFrom, quietUntil }: { quietFrom: number | null; quietUntil: number | null },
): string =>
  quietFrom === null || quietUntil === null
    ? t('settings.quietOff')
    : t('settings.quietIs', { from: formatMinute(quietFrom), until: formatMinute(quietUntil) });
