import type { Embed } from '../schemas/message.ts';
import type { Context } from '../state/context.ts';
import type { Message, State } from '../state/state.ts';
import { wireComponents } from './components.ts';
import { embeddedFileNames, resolveMediaUrl, serializeFile } from './files.ts';
import { type JsonObject, serializeUser, toIsoString } from './objects.ts';

function wireEmbeds(context: Context, message: Message): JsonObject[] {
  const resolved = (media: Embed['image']) =>
    media
      ? {
          url: resolveMediaUrl(context, message, media.url),
          ...(media.description == null ? {} : { description: media.description }),
        }
      : undefined;
  return message.embeds.map((embed) => ({
    ...embed,
    type: 'rich',
    image: resolved(embed.image),
    thumbnail: resolved(embed.thumbnail),
    fields: (embed.fields ?? []).map((field) => ({ ...field, inline: field.inline ?? false })),
  }));
}

function wireInteraction(
  state: State,
  guildId: string | undefined,
  interaction: NonNullable<Message['interaction']>,
): JsonObject {
  const user = state.users.get(interaction.userId);
  const metadata = {
    id: interaction.id,
    type: interaction.kind,
    user: user ? serializeUser(user) : null,
    authorizing_integration_owners: { '0': guildId ?? '0' },
    ...(interaction.name === undefined
      ? {}
      : { name: interaction.name, command_type: interaction.isMenuCommand ? 3 : 1 }),
  };
  return {
    interaction_metadata: metadata,
    ...(interaction.name === undefined
      ? {}
      : {
          interaction: {
            id: interaction.id,
            type: interaction.kind,
            name: interaction.name,
            user: metadata.user,
          },
        }),
  };
}

/** A message as a bot gets it; without the right to read content, that part is empty. */
export function serializeMessage(context: Context, message: Message, readable = true): JsonObject {
  const { state } = context;
  const author = state.users.get(message.authorId);
  const inEmbeds = embeddedFileNames(message);
  const people = message.mentions.users.flatMap((id) => state.users.get(id) ?? []);
  const referenced =
    message.replyTo === undefined
      ? undefined
      : state.messages.get(message.channelId)?.find((one) => one.id === message.replyTo);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: author ? serializeUser(author) : null,
    content: readable ? message.content : '',
    embeds: readable ? wireEmbeds(context, message) : [],
    attachments: readable
      ? message.files
          .filter((file) => !inEmbeds.has(file.name))
          .map((file) => serializeFile(context, message.channelId, file))
      : [],
    components: readable ? wireComponents(context, message) : [],
    flags: message.flags,
    mention_everyone: message.mentions.everyone,
    mentions: people.map(serializeUser),
    mention_roles: message.mentions.roles,
    timestamp: toIsoString(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : toIsoString(message.editedAt),
    tts: false,
    pinned: message.pinnedAt !== undefined,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(author?.bot ? { application_id: state.bot.id } : {}),
    ...(message.interaction
      ? {
          webhook_id: state.bot.id,
          ...wireInteraction(state, message.guildId, message.interaction),
        }
      : {}),
    ...(message.replyTo === undefined
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: message.channelId,
            message_id: message.replyTo,
            guild_id: message.guildId,
          },
          referenced_message: referenced
            ? serializeMessage(context, { ...referenced, replyTo: undefined })
            : null,
        }),
  };
}
