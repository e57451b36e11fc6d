import type { Context } from './context.ts';
import type { Message, State, StoredFile } from './state.ts';
import { iso, type Wire, wireUser } from './wire.ts';

function fileUrl(context: Context, channelId: string, file: StoredFile): string {
  return `${context.origin()}/attachments/${channelId}/${file.id}/${encodeURIComponent(file.name)}`;
}

export function wireFile(context: Context, channelId: string, file: StoredFile): Wire {
  const url = fileUrl(context, channelId, file);
  return {
    id: file.id,
    filename: file.name,
    size: file.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: file.contentType,
    ...(file.description === undefined ? {} : { description: file.description }),
  };
}

/** The files that an embed shows by `attachment://name`; they are not listed below the message. */
export function filesInEmbeds(message: Message): Set<string> {
  const urls = message.embeds.flatMap((embed) => [
    embed.image?.url,
    embed.thumbnail?.url,
    embed.footer?.icon_url,
    embed.author?.icon_url,
  ]);
  return new Set(
    urls.flatMap((url) =>
      url?.startsWith('attachment://') ? [url.slice('attachment://'.length)] : [],
    ),
  );
}

/** `attachment://name` becomes the address at which the file is served. */
export function resolveMedia(context: Context, message: Message, url: string): string {
  const file = url.startsWith('attachment://')
    ? message.files.find((one) => one.name === url.slice('attachment://'.length))
    : undefined;
  return file ? fileUrl(context, message.channelId, file) : url;
}

function wireEmbeds(context: Context, message: Message): Wire[] {
  const resolved = (media: { url: string } | null | undefined) =>
    media ? { url: resolveMedia(context, message, media.url) } : undefined;
  return message.embeds.map((embed) => ({
    ...embed,
    type: 'rich',
    image: resolved(embed.image),
    thumbnail: resolved(embed.thumbnail),
    fields: (embed.fields ?? []).map((field) => ({ ...field, inline: field.inline ?? false })),
  }));
}

/** Components get numbers on the way in, in reading order. */
function wireComponents(message: Message): Wire[] {
  let id = 0;
  const next = () => {
    id += 1;
    return id;
  };
  return message.components.map((row) => ({
    type: 1,
    id: next(),
    components: row.components.map((one) => ({
      ...one,
      id: next(),
      ...(one.type === 2
        ? {}
        : { min_values: one.min_values ?? 1, max_values: one.max_values ?? 1 }),
    })),
  }));
}

function wireInteraction(
  state: State,
  guildId: string | undefined,
  interaction: NonNullable<Message['interaction']>,
): Wire {
  const user = state.users.get(interaction.userId);
  const metadata = {
    id: interaction.id,
    type: interaction.kind,
    user: user ? wireUser(user) : null,
    authorizing_integration_owners: { '0': guildId ?? '0' },
    ...(interaction.name === undefined ? {} : { name: interaction.name, command_type: 1 }),
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
export function wireMessage(context: Context, message: Message, readable = true): Wire {
  const { state } = context;
  const author = state.users.get(message.authorId);
  const inEmbeds = filesInEmbeds(message);
  const people = message.pings.users.flatMap((id) => state.users.get(id) ?? []);
  const referenced =
    message.replyTo === undefined
      ? undefined
      : state.messages.get(message.channelId)?.find((one) => one.id === message.replyTo);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: author ? wireUser(author) : null,
    content: readable ? message.content : '',
    embeds: readable ? wireEmbeds(context, message) : [],
    attachments: readable
      ? message.files
          .filter((file) => !inEmbeds.has(file.name))
          .map((file) => wireFile(context, message.channelId, file))
      : [],
    components: readable ? wireComponents(message) : [],
    flags: message.flags,
    mention_everyone: message.pings.everyone,
    mentions: people.map(wireUser),
    mention_roles: message.pings.roles,
    timestamp: iso(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : iso(message.editedAt),
    tts: false,
    pinned: false,
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
            ? wireMessage(context, { ...referenced, replyTo: undefined })
            : null,
        }),
  };
}
