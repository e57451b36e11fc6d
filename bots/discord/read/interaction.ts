import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  ApplicationCommandOptionType as OptionType,
} from 'discord.js';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { RawValue, RawValues } from '../../../src/kit/define/raw-value.ts';
import type { ServerNames } from '../servers/server-directory.ts';
import { readFile, readPerson, shownName } from './references.ts';

/** Who acts and where. A private chat has the user's id. */
export function readDiscordActor(interaction: BaseInteraction, servers: ServerNames): Actor {
  const { user, guildId, channelId, member } = interaction;
  const isPrivate = !interaction.inGuild();
  const channel = servers.get(guildId ?? '')?.channels.find(({ id }) => id === channelId);
  // The role of everyone has the server's id.
  const roles = member && guildId && Array.isArray(member.roles) ? [...member.roles, guildId] : [];
  return {
    platform: 'discord',
    user: {
      platformId: user.id,
      name: shownName(user, member),
      username: user.username,
      locale: interaction.locale,
    },
    chat: {
      platformId: isPrivate ? user.id : (channelId ?? ''),
      threadId: '',
      kind: isPrivate ? 'private' : 'group',
      title: isPrivate ? user.username : `#${channel?.name ?? ''}`,
      ...(guildId ? { space: { platformId: guildId, title: servers.nameOf(guildId) ?? '' } } : {}),
    },
    roles,
  };
}

/** `alert send`: the command and its subcommand as one name. */
export function readCommandName(
  interaction: ChatInputCommandInteraction | AutocompleteInteraction,
): string {
  const sub = interaction.options.getSubcommand(false);
  return sub === null ? interaction.commandName : `${interaction.commandName} ${sub}`;
}

/**
 * An option without the straight quotes around it, as copied from a typed command line. Other quotes are part of the
 * text.
 */
export const stripOuterQuotes = (text: string): string =>
  /^\s*"([^"]*[^"\s][^"]*)"\s*$/.exec(text)?.[1] ?? text;

/** An option's value; people, roles, files and channels as references. */
function readOption({
  type,
  value,
  user,
  member,
  role,
  channel,
  attachment,
  name,
}: CommandInteractionOption): RawValue | undefined {
  if ((type === OptionType.User || type === OptionType.Mentionable) && user) {
    return readPerson(user, member);
  }
  if (role) return { kind: 'role', platformId: role.id, name: role.name };
  if (type === OptionType.Attachment && attachment) return readFile(attachment);
  if (type === OptionType.Channel && channel) {
    return { kind: 'chat', platformId: channel.id, name: channel.name ?? name };
  }
  return type === OptionType.String && typeof value === 'string' ? stripOuterQuotes(value) : value;
}

/** The options of a command by name. */
export function readOptions(options: readonly CommandInteractionOption[]): RawValues {
  const flat = options.flatMap((option) => option.options ?? [option]);
  return Object.fromEntries(
    flat.flatMap((option) => {
      const value = readOption(option);
      return value === undefined ? [] : [[option.name, value]];
    }),
  );
}
