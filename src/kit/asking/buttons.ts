import type { Suggestion } from '../kind.ts';
import { type Asking, give, inRows } from './panel.ts';

/** A few values, each a button; words answer too. */
export const byButtons =
  <Context>(choices: (context: Context) => readonly Suggestion[]): Asking<Context> =>
  (_view, context) => ({ rows: inRows(choices(context).map(give)), takes: 'words' });
