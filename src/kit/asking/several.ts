import type { ReadContext, Suggestion } from '../kind.ts';
import { type Asking, inRows, type Offer, ticked } from './panel.ts';

/** Several values: each button ticks or unticks, the last one is done. */
export const byTicking =
  <Context extends ReadContext>(
    choices: (context: Context) => readonly Suggestion[],
  ): Asking<Context> =>
  ({ chosen }, context) => {
    const have = new Set(ticked(chosen));
    const offers = choices(context).map(
      ({ label, value }): Offer => ({
        label: `${have.has(value) ? '☑' : '☐'} ${label}`,
        tap: { tick: value },
      }),
    );
    const done: Offer[] =
      have.size === 0 ? [] : [{ label: context.t('kit.done'), tap: { giveTicked: true } }];
    return { rows: [...inRows(offers), done].filter((row) => row.length > 0), takes: 'words' };
  };
