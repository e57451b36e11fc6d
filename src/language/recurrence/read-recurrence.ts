import { type Resolution, resolved, unresolved } from '../periods/model/result.ts';
import { flatMap } from '../periods/parser/combinators.ts';
import { readWithGrammar } from '../periods/read-with-grammar.ts';
import { groupByKind, resolveTimeOfDay } from '../periods/resolve/moment-parts.ts';
import { resolveExpression } from '../periods/resolve/resolve-expression.ts';
import { type Combined, combineParts } from './grammar/combine.ts';
import { recurrenceParts } from './grammar/recurrence.ts';
import type { Recurrence, RecurrenceRule } from './rule.ts';
import { formatRecurrence, parseRecurrence } from './rule-text.ts';

type Date = Temporal.PlainDate;

export type RecurrenceError = 'unreadable' | 'ambiguous' | 'partOfDay' | 'past';

export type RecurrenceResult =
  | { readonly ok: true; readonly value: Recurrence }
  | {
      readonly ok: false;
      readonly error: RecurrenceError;
      /** What could have been meant. */
      readonly choices: readonly Recurrence[];
    };

/** Also stands for the errors of this reader, which are no errors of dates. */
const past = 'dates.errors.backwards';
const partOfDay = 'dates.errors.unreadableTime';

function ruleOf({ pattern, count, until }: Combined, today: Date): Resolution<RecurrenceRule> {
  const rule = { ...pattern, ...(count === undefined ? {} : { count }) };
  if (!until) return resolved(rule);
  const period = resolveExpression(until.end, today);
  if (!period.ok) return period;
  const end = until.isWhole ? period.value.until : period.value.from;
  const last = end.subtract({ days: 1 });
  if (Temporal.PlainDate.compare(last, today) < 0) return unresolved(past);
  return resolved({ ...rule, until: last });
}

function resolve(combined: Combined, today: Date): Resolution<Recurrence> {
  const rule = ruleOf(combined, today);
  if (!rule.ok) return rule;
  const time = resolveTimeOfDay(groupByKind(combined.times));
  if (!time.ok) {
    const choices = time.reason.choices?.map((choice) =>
      formatRecurrence({
        rule: rule.value,
        time: Temporal.PlainTime.from(choice.padStart(5, '0')),
      }),
    );
    return choices ? { ok: false, reason: { ...time.reason, choices } } : time;
  }
  if (!time.value && combined.times.length > 0) return unresolved(partOfDay);
  return resolved({ rule: rule.value, ...(time.value ? { time: time.value } : {}) });
}

const parser = flatMap(recurrenceParts, combineParts);

/**
 * Reads how something repeats, in English or Vietnamese: `every other Friday`, `mỗi thứ ba đầu tháng, 9:00, đến hết
 * 2027`, `rằm hằng tháng`. What can mean several things is not read: its meanings are returned as choices. Also reads an
 * RRULE of the same parts.
 * @param options.today the current day in the reader's zone
 */
export function readRecurrence(
  text: string,
  { today }: { readonly today: Date },
): RecurrenceResult {
  const written = parseRecurrence(text.trim().replace(/^RRULE:/i, ''));
  if (written) return { ok: true, value: written };
  const read = readWithGrammar(text, {
    parser,
    resolve: (combined) => resolve(combined, today),
    format: formatRecurrence,
    unreadable: 'dates.errors.unreadable',
    ambiguous: 'dates.errors.ambiguous',
  });
  if (read.ok) return read;
  const choices = read.choices?.flatMap((choice) => parseRecurrence(choice) ?? []) ?? [];
  if (choices.length > 0) return { ok: false, error: 'ambiguous', choices };
  const error = read.key === past ? 'past' : read.key === partOfDay ? 'partOfDay' : 'unreadable';
  return { ok: false, error, choices: [] };
}
