import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  GuildMember,
  type ModalSubmitInteraction,
  ApplicationCommandOptionType as OptionType,
} from 'discord.js';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { RawValue, RawValues } from '../../../src/kit/define/raw-value.ts';
import { visibleOr } from '../../../src/language/text/visible.ts';

/** Who acts and where. A private chat has the user's id. */
export function readDiscordActor(interaction: BaseInteraction): Actor {
  const { user, guild, channel, channelId, member } = interaction;
  const isPrivate = !interaction.inGuild();
  const channelName = channel && 'name' in channel && channel.name ? channel.name : '';
  const roles =
    member instanceof GuildMember ? [...member.roles.cache.keys()] : (member?.roles ?? []);
  return {
    platform: 'discord',
    user: {
      platformId: user.id,
      name: visibleOr(
        member instanceof GuildMember ? member.displayName : (user.globalName ?? user.username),
        user.username,
      ),
      username: user.username,
      locale: interaction.locale,
    },
    chat: {
      platformId: isPrivate ? user.id : (channelId ?? ''),
      threadId: '',
      kind: isPrivate ? 'private' : 'group',
      title: isPrivate ? user.username : `#${channelName}`,
      ...(interaction.guildId
        ? { space: { platformId: interaction.guildId, title: guild?.name ?? '' } }
        : {}),
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
    const shown =
      member instanceof GuildMember ? member.displayName : (user.globalName ?? user.username);
    const name = visibleOr(shown, user.username);
    return { kind: 'person', platformId: user.id, name, username: user.username };
  }
  if (role) {
    return {
      kind: 'role',
      platformId: role.id,
      name: role.name,
    };
  }
  if (type === OptionType.Attachment && attachment) {
    const { url, name: fileName, contentType, size } = attachment;
    return {
      kind: 'file',
      platformId: url,
      name: fileName,
      contentType: contentType ?? 'application/octet-stream',
      size,
    };
  }
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

/** The fields of a form by name; empty ones are left out. */
export function readFormFields({ fields }: ModalSubmitInteraction): RawValues {
  return Object.fromEntries(
    [...fields.fields.values()].flatMap((field) =>
      'value' in field && typeof field.value === 'string' && field.value !== ''
        ? [[field.customId, field.value]]
        : [],
    ),
  );
}
