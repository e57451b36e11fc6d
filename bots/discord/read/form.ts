import {
  ComponentType,
  type ModalData,
  type ModalSubmitInteraction,
  type SelectMenuModalData,
} from 'discord.js';
import type { RawValue, RawValues } from '../../../src/kit/define/raw-value.ts';
import { joinValues } from '../../../src/kit/pickers/value-list.ts';
import { readFile, readPerson } from './references.ts';

/** What was chosen in a list that Discord fills itself. */
function readSelected(data: SelectMenuModalData): RawValue | undefined {
  const user = data.users?.first();
  if (user) return readPerson(user, data.members?.get(user.id));
  const role = data.roles?.first();
  if (role) return { kind: 'role', platformId: role.id, name: role.name };
  const channel = data.channels?.first();
  return channel
    ? { kind: 'chat', platformId: channel.id, name: channel.name ?? channel.id }
    : undefined;
}

function readField(data: ModalData): RawValue | undefined {
  switch (data.type) {
    case ComponentType.TextInput:
      return data.value === '' ? undefined : data.value;
    case ComponentType.RadioGroup:
      return data.value ?? undefined;
    case ComponentType.Checkbox:
      return data.value;
    case ComponentType.CheckboxGroup:
    case ComponentType.StringSelect:
      return data.values.length === 0 ? undefined : joinValues(data.values);
    case ComponentType.FileUpload: {
      const file = data.attachments.first();
      return file && readFile(file);
    }
    default:
      return readSelected(data);
  }
}

/** The fields of a form by name; empty ones are left out. */
export const readFormFields = ({ fields }: ModalSubmitInteraction): RawValues =>
  Object.fromEntries(
    [...fields.fields.values()].flatMap((data) => {
      const value = readField(data);
      return value === undefined ? [] : [[data.customId, value]];
    }),
  );
