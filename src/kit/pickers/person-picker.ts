import type { ParseContext } from '../define/parse-context.ts';
import type { Suggestion } from '../define/parse-result.ts';
import type { Picker } from '../define/picker.ts';
import { submitButton } from './layout.ts';

/** Maximum number of people on one keyboard. */
const mostOffered = 8;

/**
 * A person: selected in the platform's own list of people where it has one, or typed as @name; other text searches by
 * display name.
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
