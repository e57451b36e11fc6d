import type { Suggestion } from '../define/parse-result.ts';
import type { PickerButton } from '../define/picker.ts';

/** Buttons share a row while all labels are this short. */
const shortLabels = { columns: 3, maxLength: 14 } as const;

/** Buttons in rows: short labels side by side, otherwise one button per row. */
export function layoutRows(buttons: readonly PickerButton[]): PickerButton[][] {
  const isLong = buttons.some(({ label }) => [...label].length > shortLabels.maxLength);
  const columns = isLong ? 1 : shortLabels.columns;
  return Array.from({ length: Math.ceil(buttons.length / columns) }, (_, row) =>
    buttons.slice(row * columns, (row + 1) * columns),
  );
}

/** A button that answers with a value. */
export const submitButton = ({ label, value }: Suggestion): PickerButton => ({
  label,
  effect: { submit: value },
});
