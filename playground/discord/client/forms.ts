import type { VisibleForm } from '../../driver/visible-message.ts';
import { startInteraction } from '../interactions/start-interaction.ts';
import { findMessage } from '../permissions/access.ts';
import type { ModalPart, SelectComponent, TextInput } from '../schemas/components.ts';
import { countCodePoints } from '../schemas/read-form.ts';
import type { Context } from '../state/context.ts';
import type { OpenForm, User } from '../state/state.ts';
import type { JsonObject } from '../wire/objects.ts';
import { validateSelection } from './components.ts';
import { resolvedObjects } from './menus.ts';

interface Field {
  label: string;
  input: TextInput | SelectComponent;
}

function fieldsOf(form: OpenForm): Field[] {
  return form.body.components.flatMap((part) => {
    if (part.type === 10) return [];
    if (part.type === 18) return [{ label: part.label, input: part.component }];
    return part.components.map((input) => ({ label: input.label ?? '', input }));
  });
}

/** The open form of this person. */
export function renderOpenForm({ state }: Context, person: User): VisibleForm | undefined {
  const form = state.forms.get(person.id);
  if (!form) return undefined;
  return {
    id: form.id,
    title: form.body.title,
    fields: fieldsOf(form).map(({ label, input }) => ({
      id: input.custom_id,
      label,
      value: input.type === 4 ? (input.value ?? '') : '',
      required: input.required ?? true,
      multiline: input.type === 4 && input.style === 2,
      ...(input.type === 4 && input.min_length != null ? { minLength: input.min_length } : {}),
      ...(input.type === 4 && input.max_length != null ? { maxLength: input.max_length } : {}),
      ...(input.placeholder == null ? {} : { placeholder: input.placeholder }),
    })),
  };
}

/** Submits the open form. @throws Error with the client's message about a field */
export function submitForm(context: Context, person: User, values: Record<string, string>): void {
  const { state } = context;
  const form = state.forms.get(person.id);
  if (!form) throw new Error(`No form is open for ${person.displayName}.`);
  const fields = fieldsOf(form);
  for (const key of Object.keys(values))
    if (!fields.some(({ label, input }) => input.custom_id === key || label === key))
      throw new Error(
        `There is no field "${key}". Fields here: ${fields.map(({ label }) => label).join(', ')}`,
      );
  const channel = state.channels.get(form.channelId);
  if (!channel) throw new Error('The place of this form is gone.');
  const chosen: string[] = [];
  const fill = (input: Field['input'], label: string): JsonObject => {
    const given = values[input.custom_id] ?? values[label];
    const base = { type: input.type, id: 1, custom_id: input.custom_id };
    if (input.type === 4) return { ...base, value: checkedText(input, label, given) };
    const picked =
      given === undefined || given === ''
        ? requiredChoice(input, label)
        : validateSelection(
            context,
            channel,
            input,
            input.max_values === 1 || input.max_values == null ? [given] : given.split(/\s*,\s*/),
          );
    chosen.push(...picked);
    return { ...base, values: picked };
  };
  const components = form.body.components.map((part) => filled(part, fill));
  const source = findMessage(state, form.channelId, form.sourceId ?? '');
  const written = rememberText(form, values);
  state.forms.delete(person.id);
  startInteraction(context, {
    kind: 5,
    userId: person.id,
    channel,
    source,
    form: written,
    data: {
      custom_id: form.body.custom_id,
      components,
      resolved: resolvedObjects(context, channel.guildId, chosen),
    },
  });
  context.notifyChanged(form.channelId);
}

function filled(
  part: ModalPart,
  fill: (input: Field['input'], label: string) => JsonObject,
): JsonObject {
  if (part.type === 10) return { type: 10, id: 1 };
  if (part.type === 18) return { type: 18, id: 1, component: fill(part.component, part.label) };
  return {
    type: 1,
    id: 1,
    components: part.components.map((input) => fill(input, input.label ?? '')),
  };
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

function requiredChoice(input: SelectComponent, label: string): string[] {
  const preset = input.type === 3 ? input.options.filter((one) => one.default) : [];
  if (preset.length === 0 && (input.required ?? true))
    throw new Error(`"${label}" must be chosen.`);
  return preset.map((one) => one.value);
}

/** The form with its values, to be opened again if the bot does not respond. */
function rememberText(form: OpenForm, values: Record<string, string>): OpenForm {
  const keep = <T extends TextInput | SelectComponent>(input: T, label: string): T =>
    input.type === 4
      ? { ...input, value: values[input.custom_id] ?? values[label] ?? input.value }
      : input;
  return {
    ...form,
    body: {
      ...form.body,
      components: form.body.components.map((part) => {
        if (part.type === 10) return part;
        if (part.type === 18) return { ...part, component: keep(part.component, part.label) };
        return {
          ...part,
          components: part.components.map((input) => keep(input, input.label ?? '')),
        };
      }),
    },
  };
}
