import type { FormAnswer, VisibleFile, VisibleFormField } from '../../driver/visible-message.ts';
import type { ModalInput, TextInput } from '../schemas/modal.ts';
import { countCodePoints } from '../schemas/read-form.ts';
import type { Context } from '../state/context.ts';
import type { Channel } from '../state/state.ts';
import { menuOptions, ownOption } from './menus.ts';

/** A field with its label. */
export interface FormField {
  label: string;
  description?: string | undefined;
  input: ModalInput;
}

/** What an option field offers: one entry for each option, in the words of the client. */
function optionsOf(context: Context, channel: Channel, input: ModalInput) {
  if (input.type === 21 || input.type === 22) return input.options.map(ownOption);
  return input.type === 4 || input.type === 19 || input.type === 23
    ? []
    : menuOptions(context, channel, input);
}

/** Values that are chosen when the form opens. */
function presetsOf(input: ModalInput): string[] {
  if (input.type === 3 || input.type === 21 || input.type === 22)
    return input.options.flatMap((one) => (one.default ? [one.value] : []));
  if (input.type === 23) return input.default ? ['true'] : [];
  return input.type === 4 || input.type === 19
    ? []
    : (input.default_values ?? []).map(({ id }) => id);
}

/** Whether something must be given: Discord's default. A checkbox takes both answers. */
const isRequired = (input: ModalInput): boolean => input.type !== 23 && (input.required ?? true);

/** How many values a field takes. */
function countsOf(input: ModalInput): { min: number; max: number } {
  if (input.type === 4 || input.type === 23 || input.type === 21)
    return { min: isRequired(input) ? 1 : 0, max: 1 };
  const max = input.max_values ?? (input.type === 22 ? input.options.length : 1);
  return { min: isRequired(input) ? (input.min_values ?? 1) : 0, max };
}

const kindOf = (input: ModalInput): VisibleFormField['kind'] => {
  if (input.type === 4) return 'text';
  if (input.type === 19) return 'file';
  if (input.type === 21) return 'radio';
  if (input.type === 22) return 'checkboxes';
  return input.type === 23 ? 'checkbox' : 'select';
};

/** A field as the client shows it. */
export function renderField(
  context: Context,
  channel: Channel,
  { label, description, input }: FormField,
): VisibleFormField {
  const kind = kindOf(input);
  const { min, max } = countsOf(input);
  const takesOptions = kind === 'radio' || kind === 'checkboxes' || kind === 'select';
  return {
    id: input.custom_id,
    label,
    ...(description === undefined ? {} : { description }),
    kind,
    value: input.type === 4 ? (input.value ?? '') : '',
    required: isRequired(input),
    multiline: input.type === 4 && input.style === 2,
    ...(input.type === 4 && input.min_length != null ? { minLength: input.min_length } : {}),
    ...(input.type === 4 && input.max_length != null ? { maxLength: input.max_length } : {}),
    ...('placeholder' in input && input.placeholder != null
      ? { placeholder: input.placeholder }
      : {}),
    ...(takesOptions ? { options: optionsOf(context, channel, input) } : {}),
    ...(takesOptions || kind === 'checkbox' ? { chosen: presetsOf(input) } : {}),
    ...(kind === 'text' || kind === 'checkbox' ? {} : { minValues: min, maxValues: max }),
    ...(input.type === 19 && input.file_types?.length ? { fileTypes: input.file_types } : {}),
  };
}

/** What came out of one field: its text, the values of its options, its tick or its files. */
export type FilledField =
  | { text: string }
  | { values: string[] }
  | { isTicked: boolean }
  | { files: readonly VisibleFile[] };

const isFiles = (given: FormAnswer): given is readonly VisibleFile[] =>
  Array.isArray(given) && given.every((one) => typeof one === 'object');

const textsOf = (given: FormAnswer): string[] =>
  Array.isArray(given) ? given.map(String) : [String(given)];

/** @throws Error with the client's message when the answer does not fit the field; nothing given leaves it as it opened */
export function fillField(
  context: Context,
  channel: Channel,
  { label, input }: FormField,
  given: FormAnswer | undefined,
): FilledField {
  if (input.type === 4)
    return {
      text: checkedText(input, label, given === undefined ? undefined : textsOf(given).join(', ')),
    };
  if (input.type === 19) return { files: checkedFiles(input, label, given) };
  if (input.type === 23)
    return { isTicked: given === undefined ? input.default === true : readTick(given) };
  const values =
    given === undefined || given === ''
      ? presetsOf(input)
      : chosenValues(context, channel, input, given);
  checkCount(label, values.length, countsOf(input), isRequired(input));
  return { values };
}

const ticks: ReadonlySet<string> = new Set(['true', 'yes', 'có', 'x']);

const readTick = (given: FormAnswer): boolean =>
  given === true || ticks.has(textsOf(given).join().trim().toLowerCase());

const fold = (text: string) => text.normalize('NFC').trim().toLowerCase();

function chosenValues(
  context: Context,
  channel: Channel,
  input: ModalInput,
  given: FormAnswer,
): string[] {
  const options = optionsOf(context, channel, input);
  const find = (text: string) =>
    options.find(({ value }) => value === text) ??
    options.find((one) => fold(one.label) === fold(text));
  const texts = textsOf(given);
  const [only = ''] = texts;
  const parts = texts.length === 1 && !find(only) ? only.split(/\s*,\s*/) : texts;
  return parts.map((text) => {
    const option = find(text);
    if (option) return option.value;
    const labels = options.map((one) => one.label).join(', ');
    throw new Error(`There is no option "${text}". Options here: ${labels}`);
  });
}

function checkCount(
  label: string,
  count: number,
  { min, max }: { min: number; max: number },
  required: boolean,
): void {
  if (count === 0 && required) throw new Error(`"${label}" must be chosen.`);
  // An optional field takes nothing at all, or as many as a required one.
  if (count > max || (count > 0 && count < min))
    throw new Error(`"${label}" takes ${min === max ? min : `${min} to ${max}`}, not ${count}.`);
}

/** Discord compares the end of a file's name alone; for pictures, videos and sounds its content type here. */
const fits = ({ name, contentType }: VisibleFile, types: readonly string[]): boolean =>
  types.some((type) =>
    type.startsWith('.')
      ? name.toLowerCase().endsWith(type.toLowerCase())
      : contentType.startsWith(`${type}/`),
  );

/** @throws Error when a file is none of the types; without types all are */
export function requireFileTypes(
  label: string,
  files: readonly VisibleFile[],
  types: readonly string[] | null | undefined,
): void {
  if (!types?.length) return;
  const wrong = files.find((file) => !fits(file, types));
  if (wrong) throw new Error(`"${label}" takes ${types.join(', ')}, not ${wrong.name}.`);
}

function checkedFiles(
  input: Extract<ModalInput, { type: 19 }>,
  label: string,
  given: FormAnswer | undefined,
): readonly VisibleFile[] {
  const files = given === undefined || !isFiles(given) ? [] : given;
  checkCount(label, files.length, countsOf(input), isRequired(input));
  requireFileTypes(label, files, input.file_types);
  return files;
}

function checkedText(input: TextInput, label: string, given: string | undefined): string {
  const text = given ?? input.value ?? '';
  const length = countCodePoints(text);
  if (length === 0 && (input.required ?? true)) throw new Error(`"${label}" must be filled in.`);
  if (length > 0 && length < (input.min_length ?? 0))
    throw new Error(`"${label}" must have at least ${input.min_length} characters.`);
  if (length > (input.max_length ?? 4000))
    throw new Error(`"${label}" must have at most ${input.max_length ?? 4000} characters.`);
  if (input.style === 1 && text.includes('\n')) throw new Error(`"${label}" takes a single line.`);
  return text;
}
