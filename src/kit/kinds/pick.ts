import { type Argument, argument } from '../argument.ts';
import {
  bad,
  type Given,
  good,
  type KindName,
  type ReadContext,
  type Suggestion,
} from '../kind.ts';
import { pickedId, pickedPrefix } from '../raw.ts';

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
  /** The error when nothing fits. Its parameter is `text`. */
  none: string;
}

/** One of many things that the caller knows how to search: people choose it by name, never by id. */
export function pick<Value, Context extends ReadContext>(
  picker: Picker<Value, Context>,
): Argument<Value, Context> {
  const offer = (value: Value, context: Context): Suggestion => ({
    label: [...picker.label(value, context)].slice(0, 100).join(''),
    value: `${pickedPrefix}${picker.id(value)}`,
  });
  return argument<Value, Context>({
    name: picker.name ?? 'pick',
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    async suggest(typed, context, given) {
      const found = await picker.search(cut(typed), context, given, mostOffered);
      return found.map((value) => offer(value, context));
    },
    async read(raw, context, given) {
      const id = pickedId(raw);
      if (id !== undefined) {
        const value = await picker.find(id, context, given);
        return value === undefined
          ? bad('kit.errors.gone')
          : good<NonNullable<Value>>(value as NonNullable<Value>);
      }
      const written = cut(typeof raw === 'object' ? raw.name : String(raw));
      const found = await picker.search(written, context, given, mostOffered);
      const exact = found.filter(
        (value) => picker.label(value, context).toLowerCase() === written.toLowerCase(),
      );
      const candidates = exact.length === 1 ? exact : found;
      const [only] = candidates;
      if (only !== undefined && only !== null && candidates.length === 1) return good(only);
      return bad(
        found.length === 0 ? picker.none : 'kit.errors.many',
        { text: written },
        found.map((value) => offer(value, context)),
      );
    },
  });
}
