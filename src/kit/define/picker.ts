import type { ParseContext, PrecedingValues } from './parse-context.ts';

/** What a prompt shows: the page of a list, the month of a calendar, selected values. Stored with the prompt. */
export type PickerState = Readonly<Record<string, string | number>>;

/**
 * What a button of a prompt does: answers with a value, changes the picker's state, selects or deselects a value, or
 * answers with all selected values. Selections are applied one by one, in the order of the presses.
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

/** Input that answers a prompt besides its buttons; without buttons, a separate message asks for it. */
export type InputKind = 'words' | 'person' | 'file';

/** The keyboard of a prompt. */
export interface PickerView {
  rows: readonly (readonly PickerButton[])[];
  accepts: InputKind;
  /** Message key shown when there is nothing to choose from. */
  emptyKey?: string;
}

/** Renders the keyboard that asks for a value, for a state. Has no side effects. */
export type Picker<Context = ParseContext> = (
  state: PickerState,
  context: Context,
  given: PrecedingValues,
) => PickerView | Promise<PickerView>;
