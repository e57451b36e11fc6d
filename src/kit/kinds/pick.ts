import { z } from 'zod';
import { fold } from '../../language/fold.ts';
import { type Argument, argument } from '../argument.ts';
import { bySearch } from '../asking/search.ts';
import {
  bad,
  type Given,
  good,
  type KindName,
  type ReadContext,
  type Suggestion,
} from '../kind.ts';
import { pickedId, pickedPrefix, writtenOf } from '../raw.ts';

/** Most values that are offered at once: Discord's limit for autocomplete. */
export const mostOffered = 25;

/** More of what was typed is not searched for, in Unicode code points: no label is longer. */
const longestSearch = 200;

const cut = (text: string): string => [...text.trim()].slice(0, longestSearch).join('');

export interface Picker<Value, Context> {
  name?: Extract<KindName, 'pick' | 'chat'>;
  /** What fits the words, best first, at most `limit`. Empty words: what is most likely wanted. */
  search(words: string, context: Context, given: Given, limit: number): Promise<readonly Value[]>;
  /** The one with this id, if this person may still choose it. */
  find(id: string, context: Context, given: Given): Promise<Value | undefined>;
  id(value: Value): string;
  /** What people see; short enough for a button (100 characters on Discord). */
  label(value: Value, context: Context): string;
  /**
   * For what cannot be taken back: typed words are taken for a choice only when they are its label or one of
   * these names, whole; words that merely fit are offered. Without it words that fit one alone choose it.
   */
  names?(value: Value, context: Context): readonly string[];
  /** The error when nothing fits. Its parameter is `text`. */
  none: string;
  /** What is said instead of asking when there is nothing at all. */
  empty?: string;
}

/**
 * One of many things that the caller knows how to search: people choose it by name, never by id.
 * `Needs` are the arguments before it that its search reads from `given`.
 */
export function pick<
  Value extends NonNullable<unknown>,
  Context extends ReadContext,
  Needs = unknown,
>(picker: Picker<Value, Context>): Argument<Value, Context, Needs> {
  const offer = (value: Value, context: Context): Suggestion => ({
    label: [...picker.label(value, context)].slice(0, 100).join(''),
    value: `${pickedPrefix}${picker.id(value)}`,
  });
  const suggest = async (typed: string, context: Context, given: Given, limit: number) => {
    const found = await picker.search(cut(typed), context, given, limit);
    return found.map((value) => offer(value, context));
  };
  return argument<Value, Context, Needs>({
    name: picker.name ?? 'pick',
    schema: z.custom<NonNullable<Value>>((value) => value !== undefined && value !== null),
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    ask: bySearch(suggest, picker.empty),
    encode: (value) => `${pickedPrefix}${picker.id(value)}`,
    suggest,
    async read(raw, context, given) {
      const id = typeof raw === 'object' ? raw.platformId : pickedId(raw);
      if (id !== undefined) {
        const value = await picker.find(id, context, given);
        return value === undefined ? bad('kit.errors.gone') : good(value);
      }
      const written = cut(writtenOf(raw));
      const found = await picker.search(written, context, given, mostOffered);
      const names = (value: Value) => [
        picker.label(value, context),
        ...(picker.names?.(value, context) ?? []),
      ];
      const exact = found.filter((value) =>
        names(value).some((name) => fold(name) === fold(written)),
      );
      const candidates = exact.length === 1 || picker.names ? exact : found;
      const [only] = candidates;
      if (only !== undefined && candidates.length === 1) return good(only);
      const fits = found.length === 1 ? 'kit.errors.near' : 'kit.errors.many';
      return bad(
        found.length === 0 ? picker.none : fits,
        { text: written },
        found.map((value) => offer(value, context)),
      );
    },
  });
}
