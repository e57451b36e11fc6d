import { durationParts, isInOrder, toDuration } from './grammar/duration.ts';
import { readingFailure } from './model/reading-failure.ts';
import type { ReadingResult } from './model/result.ts';
import { parseWhole } from './parser/combinators.ts';
import { tokenize } from './parser/tokenizer.ts';

/**
 * Reads a length of time: `90 phút`, `2h`, `1h30`, `2 days`, `3 ngày`, `1 tiếng rưỡi`. Units are kept as given (a day is
 * not 24 hours when clocks change); at most 9999 of each; the length may be zero.
 */
export function readDuration(text: string): ReadingResult<Temporal.Duration> {
  const durations = new Map(
    parseWhole(durationParts, tokenize(text) ?? [])
      .filter(({ value }) => isInOrder(value))
      .map(({ value }) => {
        const duration = toDuration(value);
        return [duration.toString(), duration];
      }),
  );
  const [only] = durations.values();
  return only && durations.size === 1
    ? { ok: true, value: only }
    : readingFailure(text, { key: 'dates.errors.unreadableDuration' });
}
