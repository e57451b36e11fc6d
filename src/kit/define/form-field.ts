import type { PrecedingValues } from './parse-context.ts';
import type { Suggestion } from './parse-result.ts';
import { type PersonReference, type RawValue, type RoleReference, typedForm } from './raw-value.ts';

/** A text field's value: what somebody would have typed. */
export const textValue = (raw: RawValue | undefined): Pick<TextField, 'value'> =>
  raw === undefined ? {} : { value: typedForm(raw) };

/** A piece of text, with the most and the fewest characters it may have. */
export interface TextField {
  kind: 'text';
  isMultiline: boolean;
  min?: number;
  max?: number;
  value?: string;
}

/**
 * What somebody fills in for an argument where the platform has forms, with the value that is there already. What
 * comes back is a raw value that the argument type parses: the value of an option, several of them joined by
 * `joinValues`, a boolean, or a reference.
 */
export type FormField =
  | TextField
  | { kind: 'one'; options: readonly Suggestion[]; value?: string }
  | { kind: 'several'; options: readonly Suggestion[]; values: readonly string[] }
  | { kind: 'yesNo'; value: boolean }
  | { kind: 'person'; value?: PersonReference }
  | { kind: 'role'; value?: RoleReference }
  | { kind: 'personOrRole'; value?: PersonReference | RoleReference }
  | { kind: 'chat'; chats: readonly ChatKind[]; value?: string }
  | { kind: 'file'; types: readonly string[] };

/** Chats in which people write, and chats in which only some post for all to read. */
export type ChatKind = 'group' | 'channel';

/**
 * The field of an argument.
 * @param value what was given for it before, valid or not
 * @param given the values of the arguments before it
 */
export type FormFieldOf<Context> = (
  value: RawValue | undefined,
  context: Context,
  given: PrecedingValues,
) => FormField | Promise<FormField>;
