import { ApplicationCommandOptionType as OptionType, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordOption } from '../../../src/kit/define/argument-type.ts';
import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import { commandKey } from '../../../src/kit/input/message-keys.ts';
import type { ArgumentManifest, CommandManifest } from '../../../src/kit/menu/manifest.ts';
import {
  requiresPlatformPermission,
  requiresPrivateChat,
} from '../../../src/kit/menu/visibility.ts';
import type { Locale } from '../../../src/language/locale.ts';

type DiscordLocalizers = Readonly<Record<Locale, Localizer>>;

/** Characters of a description. Source: Discord, "Application Command Structure". */
const longestDescription = 100;

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

const cut = (text: string) => [...text].slice(0, longestDescription).join('');
/** Option and command names: no spaces, small letters. Source: Discord, "Application Command Naming". */
const asName = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, '_');

function described(key: string, words: DiscordLocalizers) {
  return {
    description: cut(words.en.t(`${key}.description`)),
    description_localizations: { vi: cut(words.vi.t(`${key}.description`)) },
  };
}

const named = (name: string, key: string, words: DiscordLocalizers) => ({
  name,
  name_localizations: { vi: asName(words.vi.t(key)) },
});

function optionOf(command: string, argument: ArgumentManifest, words: DiscordLocalizers) {
  const key = `commands.${commandKey(command)}.${argument.name}`;
  const { min, max, minLength, maxLength, type } = argument.discordOption;
  return {
    type: types[type],
    ...named(argument.name, `${key}.name`, words),
    ...described(key, words),
    required: argument.isRequired,
    ...(argument.hasSuggestions ? { autocomplete: true } : {}),
    ...(min === undefined ? {} : { min_value: min }),
    ...(max === undefined ? {} : { max_value: max }),
    ...(minLength === undefined || argument.hasSuggestions ? {} : { min_length: minLength }),
    ...(maxLength === undefined || argument.hasSuggestions ? {} : { max_length: maxLength }),
  };
}

/** What stands in a form is no option; what is required must stand first. */
const optionsOf = ({ name, arguments: args }: CommandManifest, words: DiscordLocalizers) =>
  args
    .filter(({ isFormField }) => !isFormField)
    .sort((a, b) => Number(b.isRequired) - Number(a.isRequired))
    .map((argument) => optionOf(name, argument, words));

/** Manage Server. Source: Discord, "Permissions". */
const manageServer = '32';

/**
 * Where Discord shows a command, and to whom. Permissions are named for rules about the platform's own alone:
 * they would lock out everyone who has a role of the program. Source: Discord, "Interaction Contexts".
 */
const shownTo = (sheets: readonly CommandManifest[]) => ({
  contexts: sheets.every(({ access }) => requiresPrivateChat(access)) ? [1] : [0, 1],
  default_member_permissions: sheets.every(({ access }) => requiresPlatformPermission(access))
    ? manageServer
    : null,
});

/** The commands as Discord registers them: two-word names become subcommands. */
function discordCommands(sheets: readonly CommandManifest[], words: DiscordLocalizers) {
  const single = sheets.filter(({ name }) => !name.includes(' '));
  const groups = Map.groupBy(
    sheets.filter(({ name }) => name.includes(' ')),
    ({ name }) => name.split(' ')[0] ?? name,
  );
  return [
    ...single.map((sheet) => ({
      type: 1,
      ...named(sheet.name, `commands.${sheet.name}.name`, words),
      ...described(`commands.${sheet.name}`, words),
      ...shownTo([sheet]),
      options: optionsOf(sheet, words),
    })),
    ...[...groups].map(([group, members]) => ({
      type: 1,
      ...named(group, `commands.groups.${group}.name`, words),
      ...described(`commands.groups.${group}`, words),
      ...shownTo(members),
      options: members.map((sheet) => ({
        type: OptionType.Subcommand,
        ...named(
          sheet.name.split(' ')[1] ?? sheet.name,
          `commands.${commandKey(sheet.name)}.name`,
          words,
        ),
        ...described(`commands.${commandKey(sheet.name)}`, words),
        options: optionsOf(sheet, words),
      })),
    })),
  ];
}

/** Discord adds fields of its own and leaves out defaults: only what we say counts, in any order. */
function normalizeCommand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalizeCommand);
  if (typeof value !== 'object' || value === null) return value;
  const ours = [
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
    'vi',
  ];
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, part]) =>
          ours.includes(key) &&
          part !== false &&
          part !== null &&
          !(Array.isArray(part) && part.length === 0),
      )
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, part]) => [key, normalizeCommand(part)]),
  );
}

const byName = (commands: readonly { name: string }[]) =>
  JSON.stringify([...commands].sort((a, b) => a.name.localeCompare(b.name)).map(normalizeCommand));

const registered = z.array(z.object({ name: z.string(), id: z.string() }));

/**
 * Registers the commands; sends nothing when Discord has them already.
 * @returns Discord's id of each command, of the first word where it has two
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  sheets: readonly CommandManifest[],
  words: DiscordLocalizers,
): Promise<ReadonlyMap<string, string>> {
  const wanted = discordCommands(sheets, words);
  const route = Routes.applicationCommands(applicationId);
  const current = await rest.get(route, {
    query: new URLSearchParams({ with_localizations: 'true' }),
  });
  const isEqual = Array.isArray(current) && byName(current) === byName(wanted);
  const now = isEqual ? current : await rest.put(route, { body: wanted });
  return new Map(registered.safeParse(now).data?.map(({ name, id }) => [name, id]));
}
