import type { ParseContext, Suggestion } from '../define/argument-type.ts';
import { layoutRows, type Picker, type PickerButton, splitValues } from '../define/picker.ts';

/** Several values: each button ticks or unticks, the last one is done. */
export const multiSelectPicker =
  <Context extends ParseContext>(
    choices: (context: Context) => readonly Suggestion[],
  ): Picker<Context> =>
  ({ chosen }, context) => {
    const have = new Set(splitValues(chosen));
    const offers = choices(context).map(
      ({ label, value }): PickerButton => ({
        label: `${have.has(value) ? '☑' : '☐'} ${label}`,
        tap: { tick: value },
      }),
    );
    const done: PickerButton[] =
      have.size === 0 ? [] : [{ label: context.t('kit.done'), tap: { giveTicked: true } }];
    return {
      rows: [...layoutRows(offers), done].filter((row) => row.length > 0),
      accepts: 'words',
    };
  };
