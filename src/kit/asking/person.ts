import type { ReadContext, Suggestion } from '../kind.ts';
import { type Asking, give } from './panel.ts';

/** People on one keyboard. */
const mostOffered = 8;

/**
 * Somebody: by the platform's own list of people where it has one, or by @name; words that are no @name list
 * who is called so.
 */
export const byPerson =
  <Context extends ReadContext>(
    called: (words: string, context: Context) => Promise<readonly Suggestion[]>,
  ): Asking<Context> =>
  async ({ filter }, context) => {
    const found = filter === undefined ? [] : await called(String(filter), context);
    return {
      rows: found.slice(0, mostOffered).map((one) => [give(one)]),
      takes: 'person',
    };
  };
