import type { ParseContext, PrecedingValues } from './parse-context.ts';

/** What a question shows: the page of a list, the month of a calendar, selected values. Stored with the prompt. */
export type PickerState = Readonly<Record<string, string | number>>;

/**
 * What a button of a question does: answers with a value, changes the picker's state, selects or deselects a value, or
 * answers with all selected values. Selections are applied one by one, in the order in which they were pressed.
 */
export type ButtonEffect =
  | { submit: string }
  | { navigate: PickerState }
  | { toggle: string }
  | { submitToggled: true };

export interface PickerButton {
  label: string;
  effect: ButtonEffect;
}

/** Input that answers a question beside its buttons; without buttons a message of its own asks for it. */
export type InputKind = 'words' | 'person' | 'file';

/** The keyboard of a question. */
export interface PickerView {
  rows: readonly (readonly PickerButton[])[];
  accepts: InputKind;
  /** There is nothing to choose: the key of the message that says so. */
  emptyKey?: string;
}

/** Asks for a value: the keyboard for a state. Has no side effects. */
export type Picker<Context = ParseContext> = (
  state: PickerState,
  context: Context,
  given: PrecedingValues,
) => PickerView | Promise<PickerView>;
