import type { ReadContext, Suggestion } from '../kind.ts';
import { type Asking, inRows, type Offer } from './panel.ts';

/** Values that are ticked, as they stand in the view and in the answer. */
export const joined = (values: readonly string[]): string => values.join(', ');
export const ticked = (text: string | number | undefined): string[] =>
  String(text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Several values: each button ticks or unticks, the last one is done. */
export const byTicking =
  <Context extends ReadContext>(
    choices: (context: Context) => readonly Suggestion[],
  ): Asking<Context> =>
  ({ chosen }, context) => {
    const have = new Set(ticked(chosen));
    const offers = choices(context).map(({ label, value }): Offer => {
      const after = have.has(value) ? [...have].filter((one) => one !== value) : [...have, value];
      return {
        label: `${have.has(value) ? '☑' : '☐'} ${label}`,
        tap: { look: { chosen: joined(after) } },
      };
    });
    const done: Offer[] =
      have.size === 0 ? [] : [{ label: context.t('kit.done'), tap: { give: joined([...have]) } }];
    return { rows: [...inRows(offers), done].filter((row) => row.length > 0), takes: 'words' };
  };
