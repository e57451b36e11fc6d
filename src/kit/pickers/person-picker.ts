import type { ParseContext } from '../define/parse-context.ts';
import type { Suggestion } from '../define/parse-result.ts';
import type { Picker } from '../define/picker.ts';
import { submitButton } from './layout.ts';

/** People on one keyboard. */
const mostOffered = 8;

/**
 * Somebody: by the platform's own list of people where it has one, or by @name; words that are no @name list
 * who is called so.
 */
export const personPicker =
  <Context extends ParseContext>(
    called: (words: string, context: Context) => Promise<readonly Suggestion[]>,
  ): Picker<Context> =>
  async ({ filter }, context) => {
    const found = filter === undefined ? [] : await called(String(filter), context);
    return {
      rows: found.slice(0, mostOffered).map((one) => [submitButton(one)]),
      accepts: 'person',
    };
  };
