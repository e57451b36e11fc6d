import {
  type APIComponentInLabel,
  type APISelectMenuDefaultValue,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import type { Form } from '../../../src/kit/adapter/form.ts';
import type { ChatKind, FormField, TextField } from '../../../src/kit/define/form-field.ts';
import type { PersonReference, RoleReference } from '../../../src/kit/define/raw-value.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import { fileTypesOf } from './file-types.ts';

/**
 * Options of a radio group, of a checkbox group and of a select, characters of an option's label, and of a text.
 * Source: Discord, "Component Reference".
 */
const limits = {
  radios: { least: 2, most: 10 },
  checkboxes: 10,
  options: 25,
  label: 100,
  text: 4000,
};

const channelTypes: Readonly<Record<ChatKind, readonly ChannelType[]>> = {
  group: [ChannelType.GuildText, ChannelType.PublicThread],
  channel: [ChannelType.GuildAnnouncement],
};

type Base = { custom_id: string; required: boolean };

function renderText({ isMultiline, min, max, value }: TextField, base: Base): APIComponentInLabel {
  const longest = Math.min(max ?? limits.text, limits.text);
  const text = value === undefined ? undefined : [...value].slice(0, longest).join('');
  return {
    ...base,
    type: ComponentType.TextInput,
    style: isMultiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
    // Discord rejects the whole form if a value, such as one refused before, is too short or too long.
    ...(min === undefined || (text !== undefined && text.length < min) ? {} : { min_length: min }),
    max_length: longest,
    ...(text === undefined ? {} : { value: text }),
  };
}

const renderOptions = (
  options: Extract<FormField, { kind: 'one' }>['options'],
  chosen: readonly string[],
) =>
  options.slice(0, limits.options).map(({ label, value }) => ({
    label: truncate(label, limits.label),
    value,
    ...(chosen.includes(value) ? { default: true } : {}),
  }));

/** A select may be left empty only when it takes no values at all. */
const selectBase = (base: Base) => ({ ...base, min_values: base.required ? 1 : 0, max_values: 1 });

/** One value: all options at once as long as Discord shows so many, else a list that opens. */
function renderOne(
  { options, value }: Extract<FormField, { kind: 'one' }>,
  base: Base,
): APIComponentInLabel {
  const shown = renderOptions(options, value === undefined ? [] : [value]);
  const { least, most } = limits.radios;
  return shown.length >= least && shown.length <= most
    ? { ...base, type: ComponentType.RadioGroup, options: shown }
    : { ...selectBase(base), type: ComponentType.StringSelect, options: shown };
}

function renderSeveral(
  { options, values }: Extract<FormField, { kind: 'several' }>,
  base: Base,
): APIComponentInLabel {
  const shown = renderOptions(options, values);
  return shown.length <= limits.checkboxes
    ? { ...base, type: ComponentType.CheckboxGroup, options: shown }
    : {
        ...selectBase(base),
        type: ComponentType.StringSelect,
        options: shown,
        max_values: shown.length,
      };
}

const personDefault = ({ platformId: id }: PersonReference) => ({
  id,
  type: SelectMenuDefaultValueType.User as const,
});

const roleDefault = ({ platformId: id }: RoleReference) => ({
  id,
  type: SelectMenuDefaultValueType.Role as const,
});

const withDefault = <Type extends SelectMenuDefaultValueType>(
  value: APISelectMenuDefaultValue<Type> | undefined,
) => (value === undefined ? {} : { default_values: [value] });

/** The component for a field, without its label. */
export function renderInput({
  name,
  required,
  input,
}: Form['fields'][number]): APIComponentInLabel {
  const base = { custom_id: name, required };
  switch (input.kind) {
    case 'text':
      return renderText(input, base);
    case 'one':
      return renderOne(input, base);
    case 'several':
      return renderSeveral(input, base);
    case 'yesNo':
      return { type: ComponentType.Checkbox, custom_id: name, default: input.value };
    case 'person':
      return {
        ...selectBase(base),
        type: ComponentType.UserSelect,
        ...withDefault(input.value && personDefault(input.value)),
      };
    case 'role':
      return {
        ...selectBase(base),
        type: ComponentType.RoleSelect,
        ...withDefault(input.value && roleDefault(input.value)),
      };
    case 'personOrRole': {
      const { value } = input;
      const chosen = value && (value.kind === 'role' ? roleDefault(value) : personDefault(value));
      return {
        ...selectBase(base),
        type: ComponentType.MentionableSelect,
        ...withDefault<SelectMenuDefaultValueType.Role | SelectMenuDefaultValueType.User>(chosen),
      };
    }
    case 'chat':
      return {
        ...selectBase(base),
        type: ComponentType.ChannelSelect,
        channel_types: input.chats.flatMap((kind) => channelTypes[kind]),
        ...withDefault(
          input.value === undefined
            ? undefined
            : { id: input.value, type: SelectMenuDefaultValueType.Channel as const },
        ),
      };
    case 'file': {
      return {
        ...selectBase(base),
        type: ComponentType.FileUpload,
        ...fileTypesOf(input.types),
      };
    }
  }
}
