import type { Suggestion } from '../define/argument-type.ts';
import { layoutRows, type Picker, submitButton } from '../define/picker.ts';

/** A few values, each a button; words answer too. */
export const buttonPicker =
  <Context>(choices: (context: Context) => readonly Suggestion[]): Picker<Context> =>
  (_view, context) => ({ rows: layoutRows(choices(context).map(submitButton)), accepts: 'words' });
