import {
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  GuildMember,
  type ModalSubmitInteraction,
  ApplicationCommandOptionType as OptionType,
  Role,
} from 'discord.js';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { RawValue, RawValues } from '../../../src/kit/define/raw-value.ts';
import { visibleOr } from '../../../src/language/text/visible.ts';

/** Who acts and where. A direct message goes by the user's id. */
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
 * An option without the pair of straight quotes around all of it, as copied from a typed line. Other quotes belong to
 * the words.
 */
export const stripOuterQuotes = (written: string): string =>
  /^\s*"([^"]*[^"\s][^"]*)"\s*$/.exec(written)?.[1] ?? written;

/** An option's value with its type: it never becomes text. */
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
      name: role instanceof Role ? role.name : role.name,
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

/** The options that were given. */
export function readOptions(options: readonly CommandInteractionOption[]): RawValues {
  const flat = options.flatMap((option) => option.options ?? [option]);
  return Object.fromEntries(
    flat.flatMap((option) => {
      const value = readOption(option);
      return value === undefined ? [] : [[option.name, value]];
    }),
  );
}

/** What a form's fields hold; an empty field was not given. */
export function readFormFields({ fields }: ModalSubmitInteraction): RawValues {
  return Object.fromEntries(
    [...fields.fields.values()].flatMap((field) =>
      'value' in field && typeof field.value === 'string' && field.value !== ''
        ? [[field.customId, field.value]]
        : [],
    ),
  );
}
