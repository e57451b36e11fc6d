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
import { maxLabelLength, maxSuggestions } from '../limits.ts';
import { optionField } from '../pickers/option-field.ts';
import {
  type Candidate,
  createCandidateSearch,
  type SearchableValues,
} from '../pickers/search/candidate-search.ts';
import { searchPicker } from '../pickers/search-picker.ts';

/** Maximum length of a search text, in Unicode code points: no label is longer. */
const maxQueryLength = 200;

/** Characters of a message that are repeated when it shows no value. */
const longestQuote = 60;

const cut = (text: string): string => [...text.trim()].slice(0, maxQueryLength).join('').trim();

export interface PickOptions<Value, Context> extends SearchableValues<Value, Context> {
  /** The name of the argument type; `pick` by default. */
  name?: string;
  /** The value with this id, if this person may still choose it. */
  find(id: string, context: Context, given: PrecedingValues): Promise<Value | undefined>;
  /** The value that a message shows, for arguments that take a message. */
  findByMessage?(message: MessageReference, context: Context): Promise<Value | undefined>;
  /**
   * What suggestions say after each label, in the same order: what changes so often that no label may depend on it.
   * Read only when there is something to choose from.
   */
  notes?(values: readonly Value[], context: Context): Promise<readonly string[]>;
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
  const candidates = createCandidateSearch(picker);
  async function offer(some: readonly Candidate<Value>[], context: Context): Promise<Suggestion[]> {
    const notes = await picker.notes?.(
      some.map(({ value }) => value),
      context,
    );
    return some.map(({ shown, id }, at) => {
      const tail = notes?.[at] ? ` · ${notes[at]}` : '';
      return {
        label: `${truncate(shown, maxLabelLength - tail.length)}${tail}`,
        value: `${selectedIdPrefix}${id}`,
      };
    });
  }

  const suggest = async (
    typed: string,
    context: Context,
    given: PrecedingValues,
    limit: number,
  ) => {
    const { found, named } = await candidates.search(cut(typed), context, given);
    const rest = found.filter((one) => !named.some(({ id }) => id === one.id));
    return offer([...named, ...rest].slice(0, limit), context);
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
      // Irreversible choices are always searched: other values of that name may be found only by the search.
      const whole = picker.wholeOnly
        ? undefined
        : await candidates.findNamed(written, context, given);
      if (whole !== undefined) return ok(whole.value);
      const { found, named } = await candidates.search(written, context, given);
      const chosen = named.length > 0 || picker.wholeOnly ? named : found;
      const [only] = chosen;
      if (only !== undefined && chosen.length === 1) return ok(only.value);
      const offered = named.length > 0 ? named : found;
      const fits = offered.length === 1 ? 'kit.errors.near' : 'kit.errors.many';
      return err(
        offered.length === 0 ? picker.noMatchKey : fits,
        { text: written },
        await offer(offered.slice(0, maxSuggestions), context),
      );
    },
  });
}
