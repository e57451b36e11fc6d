import type { Suggestion } from '../define/parse-result.ts';
import type { Picker } from '../define/picker.ts';
import { layoutRows, submitButton } from './layout.ts';

/** A few values, each as a button; typed text is accepted too. */
export const buttonPicker =
  <Context>(choices: (context: Context) => readonly Suggestion[]): Picker<Context> =>
  (_view, context) => ({ rows: layoutRows(choices(context).map(submitButton)), accepts: 'words' });
