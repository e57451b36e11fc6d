import { z } from 'zod';
import { type Argument, argument } from '../kit/argument.ts';
import { byButtons } from '../kit/asking/buttons.ts';
import { bad, good, type Read, type ReadContext } from '../kit/kind.ts';
import { writtenOf } from '../kit/raw.ts';
import { fold } from '../language/fold.ts';
import { readTime } from '../language/periods/index.ts';
import type { Call } from './call.ts';

/** A part of a chat's day, in minutes from its midnight, the end not included. It may go over midnight. */
export interface QuietHours {
  from: number;
  until: number;
}

/** No quiet hours, as it is written. */
const none = new Set(['off', 'none', 'no', 'never', 'tat', 'khong', 'bo']);
/** What stands between the two ends. */
const between = /\s*(?:[-–—~→]|(?<![\p{L}\p{N}])(?:to|until|đến|tới|den|toi)(?![\p{L}\p{N}]))\s*/iu;
/** What stands before the first end. */
const before = /^(?:from|từ|tu)(?![\p{L}\p{N}])\s*/iu;
/** Offered where it is asked for. */
const usual = ['22:00-7:00', '23:00-6:00'] as const;

const minutes = ({ hour, minute }: Temporal.PlainTime): number => hour * 60 + minute;
const two = (number: number): string => String(number).padStart(2, '0');
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** As people read it and as it reads back: `22:00-07:00`. */
export const writeQuietHours = ({ from, until }: QuietHours): string =>
  `${clock(from)}-${clock(until)}`;

/** `22:00-7:00`, `từ 22h đến 7h`, `10pm to 7am`; `off` or `tắt` for none. */
export function readQuietHours(text: string): Read<QuietHours | 'off'> {
  const written = text.normalize('NFC').trim();
  if (none.has(fold(written))) return good('off');
  const [first, second, ...more] = written.replace(before, '').split(between);
  if (!first || !second || more.length > 0) {
    return bad('settings.errors.quietUnreadable', { text: written });
  }
  const from = readTime(first);
  if (!from.ok) return bad(from.key, from.params);
  const until = readTime(second, { isEnd: true });
  if (!until.ok) return bad(until.key, until.params);
  const hours = { from: minutes(from.value), until: minutes(until.value) };
  return hours.from === hours.until
    ? bad('settings.errors.quietEmpty', { text: written })
    : good(hours);
}

const minute = z.int().min(0).max(1439);

/** A chat's quiet hours, or that it has none any more. */
export function quietHours(): Argument<QuietHours | 'off'> {
  return argument<QuietHours | 'off', ReadContext>({
    name: 'text',
    schema: z.union([z.literal('off'), z.object({ from: minute, until: minute })]),
    discord: { type: 'string', maxLength: 50 },
    takesRest: true,
    ask: byButtons(({ t }) => [
      ...usual.map((value) => ({ label: value, value })),
      { label: t('settings.quietOff'), value: 'off' },
    ]),
    encode: (value) => (value === 'off' ? value : writeQuietHours(value)),
    read: (raw) => readQuietHours(writtenOf(raw)),
  });
}

/** A chat's quiet hours in words. */
export const sayQuiet = (
  { t }: Pick<Call, 't'>,
  { quietFrom, quietUntil }: { quietFrom: number | null; quietUntil: number | null },
): string =>
  quietFrom === null || quietUntil === null
    ? t('settings.quietOff')
    : t('settings.quietIs', { from: clock(quietFrom), until: clock(quietUntil) });
