import { timeOfDay } from './grammar/time/moment.ts';
import { type ReadingResult, resolved, unresolved } from './model/result.ts';
import { parseWhole, phrase } from './parser/combinators.ts';
import { tokenize } from './parser/tokenizer.ts';
import { readWithGrammar } from './read-with-grammar.ts';
import { groupByKind, isAtEndOfDay, resolveTimeOfDay } from './resolve/moment-parts.ts';
import { phrasesFor } from './vocabulary/phrases.ts';

/** `19:30` */
const formatTimeInput = (time: Temporal.PlainTime): string =>
  time.toString({ smallestUnit: 'minute' });

/**
 * Reads a time of day: `19:30`, `7pm`, `19h30`, `7h tối`, `trưa`. An hour without a part of the day is on the 24-hour
 * clock.
 * @param options.isEnd whether it is the end of something: then `24h` is the midnight at the end of the day
 */
export function readTime(
  text: string,
  { isEnd = false }: { readonly isEnd?: boolean } = {},
): ReadingResult<Temporal.PlainTime> {
  return readWithGrammar(text, {
    parser: timeOfDay,
    resolve(parts) {
      const byKind = groupByKind(parts);
      if (isAtEndOfDay(byKind) && !isEnd) return unresolved('dates.errors.impossibleTime');
      const time = resolveTimeOfDay(byKind);
      if (!time.ok) return time;
      return time.value ? resolved(time.value) : unresolved('dates.errors.unreadable');
    },
    format: formatTimeInput,
    unreadable: 'dates.errors.unreadableTime',
    ambiguous: 'dates.errors.ambiguousTime',
  });
}

const hourWord = phrase(phrasesFor('hours'));

/** Whether a text is only a time of day, in figures or words; words that are common in titles do not count: noon. */
export function isOnlyTime(text: string): boolean {
  const time = readTime(text, { isEnd: true });
  if (!time.ok && time.key !== 'dates.errors.ambiguousTime') return false;
  return parseWhole(hourWord, tokenize(text) ?? []).length === 0;
}
