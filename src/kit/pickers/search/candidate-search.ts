import type { PrecedingValues } from '../../define/parse-context.ts';
import { distinctLabels, type LabelledItem } from './distinct-labels.ts';
import {
  exactMatchers,
  fallbackQueries,
  type LabelMatcher,
  staleLabelMatchers,
} from './label-matching.ts';

/** Maximum number of values searched for a label; more are never offered. */
const maxCandidates = 200;

export interface SearchableValues<Value, Context> {
  /** Values that match the words, best first, at most `limit`; without words, the most likely ones. */
  search(
    words: string,
    context: Context,
    given: PrecedingValues,
    limit: number,
  ): Promise<readonly Value[]>;
  id(value: Value): string;
  /** The displayed text, shortened to {@link longestLabel}. */
  label(value: Value, context: Context): string;
  /** Its name in each language: a complete name takes precedence over partial matches. */
  names?(value: Value, context: Context): readonly string[];
  /** Details that distinguish it from values with the same label, most distinctive first. */
  details?(value: Value, context: Context): readonly string[];
}

/** A value with its unique label among all that are offered. */
export interface Candidate<Value> extends LabelledItem {
  value: Value;
  shown: string;
  names: readonly string[];
}

export interface CandidateSearch<Value, Context> {
  /** The values that match the text, and those that it names completely, each best first. */
  search(
    text: string,
    context: Context,
    given: PrecedingValues,
  ): Promise<{ found: readonly Candidate<Value>[]; named: readonly Candidate<Value>[] }>;
  /** The only value that the text names completely, when all values are loaded: this needs no search. */
  findNamed(
    text: string,
    context: Context,
    given: PrecedingValues,
  ): Promise<Candidate<Value> | undefined>;
}

function firstMatching<Value>(
  matchers: readonly LabelMatcher[],
  all: readonly Candidate<Value>[],
): readonly Candidate<Value>[] {
  for (const matches of matchers) {
    const some = all.filter(matches);
    if (some.length > 0) return some;
  }
  return [];
}

/** Searches values by what is typed. A value's label is unique among all that are known to the invocation. */
export function createCandidateSearch<Value, Context extends object>(
  values: SearchableValues<Value, Context>,
): CandidateSearch<Value, Context> {
  type Thing = Omit<Candidate<Value>, 'shown'>;
  /** All values, cached per invocation: a typed line is tried at many lengths. */
  const known = new WeakMap<Context, { given: unknown[]; all: Promise<Candidate<Value>[]> }>();

  const thingOf = (value: Value, context: Context): Thing => ({
    id: values.id(value),
    value,
    label: values.label(value, context),
    details: values.details?.(value, context) ?? [],
    names: values.names?.(value, context) ?? [],
  });

  function labelled(things: readonly Thing[]): Candidate<Value>[] {
    const labels = distinctLabels(things);
    return things.map((thing, at) => ({ ...thing, shown: labels[at] ?? thing.label }));
  }

  async function readAll(context: Context, given: PrecedingValues): Promise<Candidate<Value>[]> {
    const all = await values.search('', context, given, maxCandidates);
    return labelled(all.map((value) => thingOf(value, context)));
  }

  function allOf(context: Context, given: PrecedingValues): Promise<Candidate<Value>[]> {
    const before = Object.values(given);
    const found = known.get(context);
    const isSame =
      found?.given.length === before.length &&
      found.given.every((value, at) => value === before[at]);
    if (found && isSame) return found.all;
    const all = readAll(context, given);
    known.set(context, { given: before, all });
    return all;
  }

  /** The search results, labelled among all values. */
  async function matching(words: string, context: Context, given: PrecedingValues) {
    const found = await values.search(words, context, given, maxCandidates);
    const usual = await allOf(context, given);
    const ids = new Set(usual.map(({ id }) => id));
    const others = found.filter((value) => !ids.has(values.id(value)));
    const all =
      others.length === 0
        ? usual
        : labelled([...usual, ...others.map((value) => thingOf(value, context))]);
    const byId = new Map(all.map((one) => [one.id, one]));
    return { all, found: found.flatMap((value) => byId.get(values.id(value)) ?? []) };
  }

  async function search(written: string, context: Context, given: PrecedingValues) {
    const direct = await matching(written, context, given);
    if (written === '') return { found: direct.found, named: [] };
    const whole = exactMatchers(written);
    const named = firstMatching(whole, direct.all);
    if (named.length > 0 || direct.found.length > 0) return { found: direct.found, named };
    // An offered label contains more than the search matches.
    const stale = staleLabelMatchers(written);
    for (const part of ['', ...fallbackQueries(written)]) {
      const { all } = part === '' ? direct : await matching(part, context, given);
      const complete = firstMatching(whole, all);
      if (complete.length > 0) return { found: [], named: complete };
      const former = firstMatching(stale, all);
      if (former.length > 0) return { found: former, named: [] };
    }
    return { found: [], named: [] };
  }

  async function findNamed(written: string, context: Context, given: PrecedingValues) {
    if (written === '') return undefined;
    const all = await allOf(context, given);
    if (all.length >= maxCandidates) return undefined;
    const [only, ...more] = firstMatching(exactMatchers(written), all);
    return more.length === 0 ? only : undefined;
  }

  return { search, findNamed };
}
