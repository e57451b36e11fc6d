import { ApplicationCommandOptionType as OptionType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordOption } from '../../../src/kit/define/argument-type.ts';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { ArgumentManifest, CommandManifest } from '../../../src/kit/menu/manifest.ts';
import {
  requiresPlatformPermission,
  requiresPrivateChat,
} from '../../../src/kit/menu/visibility.ts';
import { argumentDescription, commandKey } from '../../../src/kit/names/message-keys.ts';
import type { Localizers } from '../../bot.ts';
import { fileTypesOf } from '../write/file-types.ts';

/** Characters of a description. Source: Discord, "Application Command Structure". */
const maxDescriptionLength = 100;

const types: Readonly<Record<DiscordOption['type'], OptionType>> = {
  string: OptionType.String,
  integer: OptionType.Integer,
  number: OptionType.Number,
  boolean: OptionType.Boolean,
  user: OptionType.User,
  channel: OptionType.Channel,
  role: OptionType.Role,
  attachment: OptionType.Attachment,
  mentionable: OptionType.Mentionable,
};

const truncateDescription = (text: string) => [...text].slice(0, maxDescriptionLength).join('');
/** Option and command names: no spaces, small letters. Source: Discord, "Application Command Naming". */
const asName = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, '_');

const describedBy = (describe: (localizer: Localizer) => string, { en, vi }: Localizers) => ({
  description: truncateDescription(describe(en)),
  description_localizations: { vi: truncateDescription(describe(vi)) },
});

const described = (key: string, localizers: Localizers) =>
  describedBy(({ t }) => t(`${key}.description`), localizers);

const named = (name: string, key: string, localizers: Localizers) => ({
  name,
  name_localizations: { vi: asName(localizers.vi.t(key)) },
});

function optionOf(command: string, argument: ArgumentManifest, localizers: Localizers) {
  const key = `commands.${commandKey(command)}.${argument.name}`;
  const { min, max, minLength, maxLength, fileTypes, type } = argument.discordOption;
  return {
    type: types[type],
    ...named(argument.name, `${key}.name`, localizers),
    ...describedBy((localizer) => argumentDescription(command, argument, localizer), localizers),
    required: argument.isRequired,
    ...(argument.hasSuggestions ? { autocomplete: true } : {}),
    ...(min === undefined ? {} : { min_value: min }),
    ...(max === undefined ? {} : { max_value: max }),
    ...(minLength === undefined || argument.hasSuggestions ? {} : { min_length: minLength }),
    ...(maxLength === undefined || argument.hasSuggestions ? {} : { max_length: maxLength }),
    ...(fileTypes === undefined ? {} : fileTypesOf(fileTypes)),
  };
}

/** Arguments as options: form fields and messages are none, and Discord wants required ones first. */
const optionsOf = ({ name, arguments: args }: CommandManifest, localizers: Localizers) =>
  args
    .filter(({ isFormField, acceptsReference }) => !isFormField && acceptsReference !== 'message')
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .map((argument) => optionOf(name, argument, localizers));

/** Manage Server. Source: Discord, "Permissions". */
const manageServer = '32';

/**
 * Where Discord shows a command, and to whom. Only rules about platform permissions set permissions here: those would
 * lock out everyone with one of our own roles. Source: Discord, "Interaction Contexts".
 */
const visibilityOf = (manifests: readonly CommandManifest[]) => ({
  contexts: manifests.every(({ access }) => requiresPrivateChat(access)) ? [1] : [0, 1],
  default_member_permissions: manifests.every(({ access }) => requiresPlatformPermission(access))
    ? manageServer
    : null,
});

/**
 * Commands in the menu of a message, by their names there: at most 15, without descriptions. Source: Discord, "Message
 * Commands".
 * @throws when two commands have one name: only one of them could be chosen
 */
export function messageCommandNames(
  manifests: readonly CommandManifest[],
  { en }: Pick<Localizers, 'en'>,
): ReadonlyMap<string, CommandManifest> {
  const names = new Map<string, CommandManifest>();
  for (const manifest of manifests) {
    if (!manifest.arguments.some(({ takesMessage }) => takesMessage)) continue;
    const name = en.t(`commands.${commandKey(manifest.name)}.onMessage`);
    const other = names.get(name)?.name;
    if (other !== undefined)
      throw new Error(`Two commands are “${name}” on a message: ${other} and ${manifest.name}.`);
    names.set(name, manifest);
  }
  return names;
}

/** The commands in Discord's format: two-word names become subcommands. */
function discordCommands(manifests: readonly CommandManifest[], localizers: Localizers) {
  const single = manifests.filter(({ name }) => !name.includes(' '));
  const groups = Map.groupBy(
    manifests.filter(({ name }) => name.includes(' ')),
    ({ name }) => name.split(' ')[0] ?? name,
  );
  return [
    ...single.map((manifest) => ({
      type: 1,
      ...named(manifest.name, `commands.${manifest.name}.name`, localizers),
      ...described(`commands.${manifest.name}`, localizers),
      ...visibilityOf([manifest]),
      options: optionsOf(manifest, localizers),
    })),
    ...[...messageCommandNames(manifests, localizers)].map(([name, manifest]) => ({
      type: 3,
      name,
      name_localizations: {
        vi: localizers.vi.t(`commands.${commandKey(manifest.name)}.onMessage`),
      },
      ...visibilityOf([manifest]),
    })),
    ...[...groups].map(([group, members]) => ({
      type: 1,
      ...named(group, `commands.groups.${group}.name`, localizers),
      ...described(`commands.groups.${group}`, localizers),
      ...visibilityOf(members),
      options: members.map((manifest) => ({
        type: OptionType.Subcommand,
        ...named(
          manifest.name.split(' ')[1] ?? manifest.name,
          `commands.${commandKey(manifest.name)}.name`,
          localizers,
        ),
        ...described(`commands.${commandKey(manifest.name)}`, localizers),
        options: optionsOf(manifest, localizers),
      })),
    })),
  ];
}

/** Keeps the fields that we set, without defaults and in a fixed order: Discord adds others and omits defaults. */
function normalizeCommand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalizeCommand);
  if (typeof value !== 'object' || value === null) return value;
  const ourFields = [
    'type',
    'name',
    'name_localizations',
    'description',
    'description_localizations',
    'options',
    'contexts',
    'default_member_permissions',
    'required',
    'autocomplete',
    'min_value',
    'max_value',
    'min_length',
    'max_length',
    'file_types',
    'vi',
  ];
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, part]) =>
          ourFields.includes(key) &&
          part !== false &&
          part !== null &&
          !(Array.isArray(part) && part.length === 0),
      )
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, part]) => [key, normalizeCommand(part)]),
  );
}

const canonicalJson = (commands: readonly { name: string }[]) =>
  JSON.stringify([...commands].sort((a, b) => a.name.localeCompare(b.name)).map(normalizeCommand));

const registeredSchema = z.array(z.object({ name: z.string(), id: z.string() }));

/**
 * Registers the commands, unless Discord has the same already.
 * @returns Discord's id of each command by its name, or by the first word of a two-word name
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  manifests: readonly CommandManifest[],
  localizers: Localizers,
): Promise<ReadonlyMap<string, string>> {
  const wanted = discordCommands(manifests, localizers);
  const route = Routes.applicationCommands(applicationId);
  const current = await rest.get(route, {
    query: new URLSearchParams({ with_localizations: 'true' }),
  });
  const isEqual = Array.isArray(current) && canonicalJson(current) === canonicalJson(wanted);
  const stored = isEqual ? current : await rest.put(route, { body: wanted });
  return new Map(registeredSchema.safeParse(stored).data?.map(({ name, id }) => [name, id]));
}
