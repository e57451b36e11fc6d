import { z } from 'zod';
import { type Argument, argument } from '../define/argument.ts';
import { textValue } from '../define/form-field.ts';
import type { ParseContext, PrecedingValues } from '../define/parse-context.ts';
import { err, ok, type Suggestion } from '../define/parse-result.ts';
import { rawText, selectedId, selectedIdPrefix } from '../define/raw-value.ts';
import { maxSuggestions } from '../limits.ts';
import { distinctLabels, type LabelledItem } from '../pickers/distinct-labels.ts';
import {
  exactMatchers,
  fallbackQueries,
  type LabelMatcher,
  staleLabelMatchers,
} from '../pickers/label-matching.ts';
import { optionField } from '../pickers/option-field.ts';
import { searchPicker } from '../pickers/search-picker.ts';

/** Most values that are looked through for a label: more are never on offer. */
const maxCandidates = 200;

/** More of what was typed is not searched for, in Unicode code points: no label is longer. */
const maxQueryLength = 200;

const cut = (text: string): string => [...text.trim()].slice(0, maxQueryLength).join('').trim();

export interface PickOptions<Value, Context> {
  /** The name of the argument type; `pick` by default. */
  name?: string;
  /** What fits the words, best first, at most `limit`. Empty words: what is most likely wanted. */
  search(
    words: string,
    context: Context,
    given: PrecedingValues,
    limit: number,
  ): Promise<readonly Value[]>;
  /** The one with this id, if this person may still choose it. */
  find(id: string, context: Context, given: PrecedingValues): Promise<Value | undefined>;
  id(value: Value): string;
  /** What people see; it is shortened to {@link longestLabel}. */
  label(value: Value, context: Context): string;
  /** What it is called by itself, in each language: a whole name comes before all that it is only a part of. */
  names?(value: Value, context: Context): readonly string[];
  /** What tells it from others with the same label, the most telling first. */
  details?(value: Value, context: Context): readonly string[];
  /**
   * For what cannot be taken back: typed words are taken for a choice only when they are its label or one of its
   * names, whole; words that merely fit are offered. Without it words that fit one alone choose it.
   */
  wholeOnly?: boolean;
  /** Its ids are those of the chats of the platform: where a form has a list of its own for chats, that one serves. */
  isPlatformChat?: boolean;
  /** The error when nothing fits. Its parameter is `text`. */
  noMatchKey: string;
  /** What is said instead of asking when there is nothing at all. */
  emptyKey?: string;
}

/** A value with the label under which it is offered among all that there are. */
interface Candidate<Value> extends LabelledItem {
  value: Value;
  shown: string;
  names: readonly string[];
}

/**
 * One of many things that the caller knows how to search: people choose it by name, never by id. No two on offer
 * have the same label, and a label that was offered chooses what it stood for when it is typed.
 * `Needs` are the arguments before it that its search reads from `given`.
 */
export function pick<
  Value extends NonNullable<unknown>,
  Context extends ParseContext,
  Needs = unknown,
>(picker: PickOptions<Value, Context>): Argument<Value, Context, Needs> {
  type Thing = Omit<Candidate<Value>, 'shown'>;
  /** What there is in one call: a typed line is tried in many lengths. */
  const known = new WeakMap<Context, { given: unknown[]; all: Promise<Candidate<Value>[]> }>();

  const thingOf = (value: Value, context: Context): Thing => ({
    id: picker.id(value),
    value,
    label: picker.label(value, context),
    details: picker.details?.(value, context) ?? [],
    names: picker.names?.(value, context) ?? [],
  });

  function labelled(things: readonly Thing[]): Candidate<Value>[] {
    const labels = distinctLabels(things);
    return things.map((thing, at) => ({ ...thing, shown: labels[at] ?? thing.label }));
  }

  async function readAll(context: Context, given: PrecedingValues): Promise<Candidate<Value>[]> {
    const all = await picker.search('', context, given, maxCandidates);
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

  /** What is found for words, labelled among all that there are. */
  async function search(words: string, context: Context, given: PrecedingValues) {
    const found = await picker.search(words, context, given, maxCandidates);
    const usual = await allOf(context, given);
    const ids = new Set(usual.map(({ id }) => id));
    const others = found.filter((value) => !ids.has(picker.id(value)));
    const all =
      others.length === 0
        ? usual
        : labelled([...usual, ...others.map((value) => thingOf(value, context))]);
    const byId = new Map(all.map((one) => [one.id, one]));
    return { all, found: found.flatMap((value) => byId.get(picker.id(value)) ?? []) };
  }

  const fitting = (fits: readonly LabelMatcher[], all: readonly Candidate<Value>[]) => {
    for (const fit of fits) {
      const some = all.filter(fit);
      if (some.length > 0) return some;
    }
    return [];
  };

  /** What words fit, and what of it they name whole. */
  async function look(written: string, context: Context, given: PrecedingValues) {
    const direct = await search(written, context, given);
    if (written === '') return { found: direct.found, named: [] };
    const whole = exactMatchers(written);
    const named = fitting(whole, direct.all);
    if (named.length > 0 || direct.found.length > 0) return { found: direct.found, named };
    // A label that was offered is more than what is searched.
    const former = staleLabelMatchers(written);
    for (const part of ['', ...fallbackQueries(written)]) {
      const { all } = part === '' ? direct : await search(part, context, given);
      const again = fitting(whole, all);
      if (again.length > 0) return { found: [], named: again };
      const meant = fitting(former, all);
      if (meant.length > 0) return { found: meant, named: [] };
    }
    return { found: [], named: [] };
  }

  const offer = ({ shown, id }: Candidate<Value>): Suggestion => ({
    label: shown,
    value: `${selectedIdPrefix}${id}`,
  });

  /** The only thing that words name whole, where all that there are can be looked through: no search is needed. */
  async function wholeAmongAll(written: string, context: Context, given: PrecedingValues) {
    // What cannot be taken back is searched for as well: others of that name may be found by words alone.
    if (written === '' || picker.wholeOnly) return undefined;
    const all = await allOf(context, given);
    if (all.length >= maxCandidates) return undefined;
    const [only, ...more] = fitting(exactMatchers(written), all);
    return more.length === 0 ? only : undefined;
  }

  const suggest = async (
    typed: string,
    context: Context,
    given: PrecedingValues,
    limit: number,
  ) => {
    const { found, named } = await look(cut(typed), context, given);
    const rest = found.filter((one) => !named.some(({ id }) => id === one.id));
    return [...named, ...rest].slice(0, limit).map(offer);
  };

  return argument<Value, Context, Needs>({
    name: picker.name ?? 'pick',
    schema: z.custom<NonNullable<Value>>((value) => value !== undefined && value !== null),
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    picker: searchPicker(suggest, picker.emptyKey),
    encode: (value) => `${selectedIdPrefix}${picker.id(value)}`,
    suggest,
    async formField(raw, context, given) {
      const list = await optionField(raw, (typed, limit) => suggest(typed, context, given, limit));
      if (list) return list;
      if (picker.isPlatformChat) return { kind: 'chat', chats: ['group', 'channel'] };
      return { kind: 'text', isMultiline: false, max: 100, ...textValue(raw) };
    },
    async parse(raw, context, given) {
      const id = typeof raw === 'object' ? raw.platformId : selectedId(raw);
      if (id !== undefined) {
        const value = await picker.find(id, context, given);
        return value === undefined ? err('kit.errors.gone') : ok(value);
      }
      const written = cut(rawText(raw));
      const whole = await wholeAmongAll(written, context, given);
      if (whole !== undefined) return ok(whole.value);
      const { found, named } = await look(written, context, given);
      const candidates = named.length > 0 || picker.wholeOnly ? named : found;
      const [only] = candidates;
      if (only !== undefined && candidates.length === 1) return ok(only.value);
      const offered = named.length > 0 ? named : found;
      const fits = offered.length === 1 ? 'kit.errors.near' : 'kit.errors.many';
      return err(
        offered.length === 0 ? picker.noMatchKey : fits,
        { text: written },
        offered.slice(0, maxSuggestions).map(offer),
      );
    },
  });
}
