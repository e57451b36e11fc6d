import type { ParseContext } from '../define/parse-context.ts';
import type { Picker, PickerButton, PickerState } from '../define/picker.ts';

/** Hours per row, and the minutes on offer. */
const columns = 6;
const minutes = [0, 15, 30, 45] as const;

const two = (number: number): string => String(number).padStart(2, '0');

/** Hours, then the quarters of the selected hour. `value` turns a time such as `19:30` into the answer. */
export function clockRows(view: PickerState, value: (time: string) => string): PickerButton[][] {
  const { hour } = view;
  if (typeof hour === 'number' && hour >= 0 && hour < 24) {
    return [
      minutes.map((minute) => {
        const time = `${two(hour)}:${two(minute)}`;
        return { label: time, effect: { submit: value(time) } };
      }),
      [{ label: '‹', effect: { navigate: { hour: '' } } }],
    ];
  }
  const hours = Array.from(
    { length: 24 },
    (_, of): PickerButton => ({
      label: two(of),
      effect: { navigate: { hour: of } },
    }),
  );
  return Array.from({ length: 24 / columns }, (_, row) =>
    hours.slice(row * columns, (row + 1) * columns),
  );
}

/** A time of day: selected by hour and quarter, or typed. */
export const timePicker: Picker<ParseContext> = (view) => ({
  rows: clockRows(view, (time) => time),
  accepts: 'words',
});
