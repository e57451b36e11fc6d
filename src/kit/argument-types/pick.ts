import { z } from 'zod';
import { truncate } from '../../message/text/truncate.ts';
import { type Argument, argument } from '../define/argument.ts';
import { textValue } from '../define/form-field.ts';
import type { ParseContext, PrecedingValues } from '../define/parse-context.ts';
import { err, ok, type Suggestion } from '../define/parse-result.ts';
import {
  type MessageReference,
  rawText,
  selectedId,
  selectedIdPrefix,
} from '../define/raw-value.ts';
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

/** Maximum number of values searched for a label; more are never offered. */
const maxCandidates = 200;

/** Maximum length of a search text, in Unicode code points: no label is longer. */
const maxQueryLength = 200;

/** Characters of a message that are repeated when it shows no value. */
const longestQuote = 60;

const cut = (text: string): string => [...text.trim()].slice(0, maxQueryLength).join('').trim();

export interface PickOptions<Value, Context> {
  /** The name of the argument type; `pick` by default. */
  name?: string;
  /** Values that match the words, best first, at most `limit`; without words, the most likely ones. */
  search(
    words: string,
    context: Context,
    given: PrecedingValues,
    limit: number,
  ): Promise<readonly Value[]>;
  /** The value with this id, if this person may still choose it. */
  find(id: string, context: Context, given: PrecedingValues): Promise<Value | undefined>;
  /** The value that a message shows, for arguments that take a message. */
  findByMessage?(message: MessageReference, context: Context): Promise<Value | undefined>;
  id(value: Value): string;
  /** The displayed text, shortened to {@link longestLabel}. */
  label(value: Value, context: Context): string;
  /** Its name in each language: a complete name takes precedence over partial matches. */
  names?(value: Value, context: Context): readonly string[];
  /** Details that distinguish it from values with the same label, most distinctive first. */
  details?(value: Value, context: Context): readonly string[];
  /**
   * For irreversible actions: typed text chooses a value only when it is a complete label or name; partial matches are
   * suggested. Without it, a single partial match is chosen.
   */
  wholeOnly?: boolean;
  /** Ids are those of platform chats, so that forms can use the platform's own chat select. */
  isPlatformChat?: boolean;
  /** Message key of the error when nothing matches. Its parameter is `text`. */
  noMatchKey: string;
  /** Message key shown instead of a prompt when there are no values at all. */
  emptyKey?: string;
}

/** A value with its unique label among all that are offered. */
interface Candidate<Value> extends LabelledItem {
  value: Value;
  shown: string;
  names: readonly string[];
}

/**
 * One of many values that the caller can search: people choose it by name, never by id. Offered labels are unique, and
 * typing an offered label chooses its value.
 * `Needs` are the preceding arguments that the search reads from `given`.
 */
export function pick<
  Value extends NonNullable<unknown>,
  Context extends ParseContext,
  Needs = unknown,
>(picker: PickOptions<Value, Context>): Argument<Value, Context, Needs> {
  type Thing = Omit<Candidate<Value>, 'shown'>;
  /** All values, cached per invocation: a typed line is tried at many lengths. */
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

  /** The search results, labelled among all values. */
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

  /** The values that match the text, and those that it names completely. */
  async function look(written: string, context: Context, given: PrecedingValues) {
    const direct = await search(written, context, given);
    if (written === '') return { found: direct.found, named: [] };
    const whole = exactMatchers(written);
    const named = fitting(whole, direct.all);
    if (named.length > 0 || direct.found.length > 0) return { found: direct.found, named };
    // An offered label contains more than the search matches.
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

  /** The only value that the text names completely, when all values are loaded: this needs no search. */
  async function wholeAmongAll(written: string, context: Context, given: PrecedingValues) {
    // Irreversible choices are searched as well: other values of that name may be found only by the search.
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
      if (typeof raw === 'object' && raw.kind === 'message') {
        const shown = await picker.findByMessage?.(raw, context);
        return shown === undefined
          ? err(picker.noMatchKey, { text: truncate(raw.name, longestQuote) })
          : ok(shown);
      }
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
