import type { ParseContext } from '../define/parse-context.ts';
import type { Suggestion } from '../define/parse-result.ts';
import type { Picker, PickerButton } from '../define/picker.ts';
import { layoutRows } from './layout.ts';
import { splitValues } from './value-list.ts';

/** Several values: each button selects or deselects one, the last button submits. */
export const multiSelectPicker =
  <Context extends ParseContext>(
    choices: (context: Context) => readonly Suggestion[],
  ): Picker<Context> =>
  ({ chosen }, context) => {
    const have = new Set(splitValues(chosen));
    const offers = choices(context).map(
      ({ label, value }): PickerButton => ({
        label: `${have.has(value) ? '☑' : '☐'} ${label}`,
        effect: { toggle: value },
      }),
    );
    const done: PickerButton[] =
      have.size === 0 ? [] : [{ label: context.t('kit.done'), effect: { submitToggled: true } }];
    return {
      rows: [...layoutRows(offers), done].filter((row) => row.length > 0),
      accepts: 'words',
    };
  };
