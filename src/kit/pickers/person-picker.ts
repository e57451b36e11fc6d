import type { ParseContext, Suggestion } from '../define/argument-type.ts';
import { type Picker, submitButton } from '../define/picker.ts';

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
