import type { FormAnswer, VisibleForm } from '../../driver/visible-message.ts';
import { startInteraction } from '../interactions/start-interaction.ts';
import { renderMarkdown } from '../messages/markdown.ts';
import type { ModalInput, ModalPart } from '../schemas/modal.ts';
import { findMessage } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import type { Channel, OpenForm, User } from '../state/state.ts';
import { serializeFile } from '../wire/files.ts';
import type { JsonObject } from '../wire/objects.ts';
import { type FilledField, type FormField, fillField, renderField } from './form-fields.ts';
import { resolvedObjects } from './menus.ts';
import { readerIn } from './reader.ts';

const fieldOf = (part: ModalPart): FormField[] => {
  if (part.type === 10) return [];
  if (part.type === 18)
    return [
      { label: part.label, description: part.description ?? undefined, input: part.component },
    ];
  return part.components.map((input) => ({ label: input.label ?? '', input }));
};

/** The open form of this person. */
export function renderOpenForm(context: Context, person: User): VisibleForm | undefined {
  const form = context.state.forms.get(person.id);
  const channel = context.state.channels.get(form?.channelId ?? '');
  if (!form || !channel) return undefined;
  const reader = readerIn(context, person, channel);
  const parts = form.body.components;
  return {
    id: form.id,
    title: form.body.title,
    texts: parts.flatMap((part, index) =>
      part.type === 10
        ? [
            {
              before: parts.slice(0, index).flatMap(fieldOf).length,
              body: renderMarkdown(part.content, reader),
            },
          ]
        : [],
    ),
    fields: parts.flatMap(fieldOf).map((field) => renderField(context, channel, field)),
  };
}

/** Submits the open form. @throws Error with the client's message about a field */
export function submitForm(
  context: Context,
  person: User,
  values: Readonly<Record<string, FormAnswer>>,
): void {
  const { state } = context;
  const form = state.forms.get(person.id);
  if (!form) throw new Error(`No form is open for ${person.displayName}.`);
  const channel = state.channels.get(form.channelId);
  if (!channel) throw new Error('The place of this form is gone.');
  const fields = form.body.components.flatMap(fieldOf);
  for (const key of Object.keys(values))
    if (!fields.some(({ label, input }) => input.custom_id === key || label === key))
      throw new Error(
        `There is no field "${key}". Fields here: ${fields.map(({ label }) => label).join(', ')}`,
      );
  const filled = new Map(
    fields.map((field) => {
      const given = values[field.input.custom_id] ?? values[field.label];
      return [field.input.custom_id, fillField(context, channel, field, given)] as const;
    }),
  );
  const source = findMessage(state, form.channelId, form.sourceId ?? '');
  state.forms.delete(person.id);
  startInteraction(context, {
    kind: 5,
    userId: person.id,
    channel,
    source,
    form: withAnswers(form, filled),
    data: {
      custom_id: form.body.custom_id,
      ...submittedParts(context, person, channel, form, filled),
    },
  });
  context.notifyChanged(form.channelId);
}

/** Components with what was filled in, numbered in reading order, and the objects that they name. */
function submittedParts(
  context: Context,
  person: User,
  channel: Channel,
  { body }: OpenForm,
  filled: ReadonlyMap<string, FilledField>,
): JsonObject {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  const chosen: string[] = [];
  const attachments: [string, JsonObject][] = [];
  const wire = (input: ModalInput): JsonObject => {
    const base = { type: input.type, id: next(), custom_id: input.custom_id };
    const answer = filled.get(input.custom_id);
    if (answer === undefined) return base;
    if ('text' in answer) return { ...base, value: answer.text };
    if ('isTicked' in answer) return { ...base, value: answer.isTicked };
    if ('files' in answer) {
      const stored = answer.files.map((file) => ({ ...file, id: context.nextId() }));
      for (const file of stored) {
        context.state.uploads.set(file.id, file);
        attachments.push([file.id, serializeFile(context, 'ephemeral', file)]);
      }
      return { ...base, values: stored.map(({ id }) => id) };
    }
    if (input.type === 21) return { ...base, value: answer.values[0] ?? null };
    if (input.type >= 5 && input.type <= 8) chosen.push(...answer.values);
    return { ...base, values: answer.values };
  };
  const components = body.components.map((part): JsonObject => {
    const own = { type: part.type, id: next() };
    if (part.type === 10) return own;
    return part.type === 18
      ? { ...own, component: wire(part.component) }
      : { ...own, components: part.components.map(wire) };
  });
  return {
    components,
    resolved: {
      ...resolvedObjects(context, channel, person.id, chosen),
      ...(attachments.length > 0 ? { attachments: Object.fromEntries(attachments) } : {}),
    },
  };
}

/** The form with its values, to be opened again if the bot does not respond. Files are not kept. */
function withAnswers(form: OpenForm, filled: ReadonlyMap<string, FilledField>): OpenForm {
  const keep = <Input extends ModalInput>(input: Input): Input => {
    const answer = filled.get(input.custom_id);
    if (answer === undefined || 'files' in answer) return input;
    if ('text' in answer) return { ...input, value: answer.text };
    if ('isTicked' in answer) return { ...input, default: answer.isTicked };
    if ('options' in input)
      return {
        ...input,
        options: input.options.map((one) => ({
          ...one,
          default: answer.values.includes(one.value),
        })),
      };
    const defaults: Record<number, 'user' | 'role' | 'channel'> = {
      5: 'user',
      6: 'role',
      8: 'channel',
    };
    const type = defaults[input.type];
    return type === undefined
      ? input
      : { ...input, default_values: answer.values.map((id) => ({ id, type })) };
  };
  const components = form.body.components.map((part): ModalPart => {
    if (part.type === 10) return part;
    if (part.type === 18) return { ...part, component: keep(part.component) };
    return { ...part, components: part.components.map(keep) };
  });
  return { ...form, body: { ...form.body, components } };
}
