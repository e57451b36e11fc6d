import type { ParseContext, PrecedingValues, Suggestion } from './argument-type.ts';

/**
 * What the person looks at while a question stands: the page of a list, the month of a calendar, what is
 * ticked so far. It is kept with the conversation.
 */
export type PickerState = Readonly<Record<string, string | number>>;

/**
 * What a button of a question does: it gives the answer, changes what is looked at, ticks or unticks a value,
 * or gives everything that is ticked by then. Ticks are taken one by one, however fast they are tapped.
 */
export type ButtonEffect =
  | { give: string }
  | { look: PickerState }
  | { tick: string }
  | { giveTicked: true };

/** Values that are ticked, as they stand in the view and in the answer. */
export const joinValues = (values: readonly string[]): string => values.join(', ');
export const splitValues = (text: string | number | undefined): string[] =>
  String(text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

export interface PickerButton {
  label: string;
  tap: ButtonEffect;
}

/** What answers a question beside its buttons, and needs a message of its own to be asked for. */
export type InputKind = 'words' | 'person' | 'file';

/** The keyboard of a question. */
export interface PickerView {
  rows: readonly (readonly PickerButton[])[];
  accepts: InputKind;
  /** There is nothing that could be answered: the key of the words that say so. */
  emptyKey?: string;
}

/** How a kind is asked for: the panel for what is looked at now. It changes nothing. */
export type Picker<Context = ParseContext> = (
  view: PickerState,
  context: Context,
  given: PrecedingValues,
) => PickerView | Promise<PickerView>;

/** Buttons beside each other while their labels are short. */
const wide = { columns: 3, longest: 14 } as const;

/** Offers in rows: short ones beside each other, long ones one a row. */
export function layoutRows(offers: readonly PickerButton[]): PickerButton[][] {
  const columns = offers.some(({ label }) => [...label].length > wide.longest) ? 1 : wide.columns;
  return Array.from({ length: Math.ceil(offers.length / columns) }, (_, row) =>
    offers.slice(row * columns, (row + 1) * columns),
  );
}

/** A button that gives a value. */
export const submitButton = ({ label, value }: Suggestion): PickerButton => ({
  label,
  tap: { give: value },
});
