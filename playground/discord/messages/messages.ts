import { throwApiError } from '../errors.ts';
import { limits } from '../limits.ts';
import { requireFittingLayout } from '../schemas/layout.ts';
import { type Embed, type MessageBody, messageFlag } from '../schemas/message.ts';
import { findMessage } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import { intent } from '../state/intents.ts';
import type { Channel, Message, StoredFile } from '../state/state.ts';
import { serializeMessage } from '../wire/message.ts';
import { serializeMember } from '../wire/objects.ts';
import { resolveMentions } from './mentions.ts';

/** A file that came with a request; `index` is the n of `files[n]`. */
export interface Upload {
  index: string;
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface Draft {
  channel: Channel;
  authorId: string;
  body: MessageBody;
  uploads?: readonly Upload[];
  type?: number;
  /** Flags that Discord sets by itself. */
  flags?: number;
  ephemeralFor?: string | undefined;
  nonce?: string | undefined;
  replyTo?: string | undefined;
  interaction?: Message['interaction'];
  /** Where the message stands in the request, for complaints. */
  under?: readonly PropertyKey[];
}

/** Posts a message and dispatches the events. Fails with 50006 if it is empty. */
export function postMessage(context: Context, draft: Draft): Message {
  const { state } = context;
  const { channel, body } = draft;
  const id = context.nextId();
  const repliedTo =
    draft.replyTo === undefined ? undefined : findMessage(state, channel.id, draft.replyTo);
  const message: Message = {
    id,
    channelId: channel.id,
    guildId: channel.guildId,
    authorId: draft.authorId,
    content: body.content ?? '',
    embeds: (body.embeds ?? []).filter(hasContent),
    components: body.components ?? [],
    files: storeFiles(context, body, draft.uploads ?? []),
    flags: allowedFlags(body.flags) | (draft.flags ?? 0),
    type: draft.type ?? (draft.replyTo === undefined ? 0 : 19),
    mentions: resolveMentions(state, {
      content: body.content ?? '',
      authorId: draft.authorId,
      channel,
      allowed: body.allowed_mentions,
      repliedUserId: draft.interaction ? undefined : repliedTo?.authorId,
      ephemeralFor: draft.ephemeralFor,
    }),
    nonce: draft.nonce,
    createdAt: context.now(),
    version: nextVersion(context),
    replyTo: draft.replyTo,
    ephemeralFor: draft.ephemeralFor,
    interaction: draft.interaction,
  };
  const isNotice = message.type === 6;
  if (!isNotice && !(message.flags & messageFlag.loading) && isEmpty(message))
    throwApiError('emptyMessage');
  requireFittingLayout(message, isLaidOut(message), draft.under ?? []);
  const all = state.messages.get(channel.id) ?? [];
  state.messages.set(channel.id, [...all, message]);
  channel.lastMessageId = id;
  if (channel.parentId !== undefined) channel.archived = false;
  dispatchMessage(context, 'MESSAGE_CREATE', message);
  context.notifyChanged(channel.id);
  return message;
}

/** Edits a message; omitted fields are kept, fields set to null are removed. */
export function editMessage(
  context: Context,
  message: Message,
  body: MessageBody,
  uploads: readonly Upload[] = [],
  under: readonly PropertyKey[] = [],
): Message {
  const channel = context.state.channels.get(message.channelId) ?? throwApiError('unknownChannel');
  const wasLoading = (message.flags & messageFlag.loading) !== 0;
  const kept =
    body.attachments == null
      ? message.files
      : message.files.flatMap((file) => {
          const listed = body.attachments?.find((one) => one.id === file.id);
          return listed ? [redescribed(file, listed.description)] : [];
        });
  const changed: Message = {
    ...message,
    content: body.content === undefined ? message.content : (body.content ?? ''),
    embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []).filter(hasContent),
    components: body.components === undefined ? message.components : (body.components ?? []),
    files: [...kept, ...storeFiles(context, body, uploads)],
    flags:
      (message.flags & ~messageFlag.loading) |
      (allowedFlags(body.flags) & (messageFlag.suppressEmbeds | messageFlag.componentsV2)),
    mentions:
      body.content === undefined && body.allowed_mentions === undefined
        ? message.mentions
        : resolveMentions(context.state, {
            content: body.content === undefined ? message.content : (body.content ?? ''),
            authorId: message.authorId,
            channel,
            allowed: body.allowed_mentions,
            ephemeralFor: message.ephemeralFor,
          }),
    version: nextVersion(context),
    // The answer that replaces "thinking…" is not marked as edited.
    ...(wasLoading ? {} : { editedAt: context.now() }),
  };
  if (isEmpty(changed)) throwApiError('emptyMessage');
  requireFittingLayout(changed, isLaidOut(changed), under);
  Object.assign(message, changed);
  dispatchMessage(context, 'MESSAGE_UPDATE', message);
  context.notifyChanged(message.channelId);
  return message;
}

export function deleteMessage(context: Context, message: Message): void {
  const { state } = context;
  const rest = (state.messages.get(message.channelId) ?? []).filter((one) => one !== message);
  state.messages.set(message.channelId, rest);
  if (message.ephemeralFor === undefined)
    context.dispatch({
      name: 'MESSAGE_DELETE',
      intents: messageIntents(message),
      guildId: message.guildId,
      data: () => ({
        id: message.id,
        channel_id: message.channelId,
        ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
      }),
    });
  context.notifyChanged(message.channelId);
}

function nextVersion(context: Context): number {
  context.state.version += 1;
  return context.state.version;
}

const settable =
  messageFlag.suppressEmbeds |
  messageFlag.ephemeral |
  messageFlag.suppressNotifications |
  messageFlag.componentsV2;

/** Whether it is made of components alone; it stays so. */
const isLaidOut = ({ flags }: Message) => (flags & messageFlag.componentsV2) !== 0;

const allowedFlags = (flags: number | null | undefined) => (flags ?? 0) & settable;

const messageIntents = (message: Message) =>
  message.guildId === undefined ? intent.directMessages : intent.guildMessages;

/** Discord drops an embed that shows nothing. */
const hasContent = (embed: Embed) =>
  Boolean(
    embed.title ||
      embed.description ||
      embed.fields?.length ||
      embed.image ||
      embed.thumbnail ||
      embed.footer ||
      embed.author,
  );

const isEmpty = (message: Message) =>
  message.content === '' &&
  message.embeds.length === 0 &&
  message.files.length === 0 &&
  message.components.length === 0;

function storeFiles(context: Context, body: MessageBody, uploads: readonly Upload[]): StoredFile[] {
  if (uploads.length > limits.files.perMessage)
    throwApiError('invalidForm', [
      {
        path: ['attachments'],
        code: 'BASE_TYPE_MAX_LENGTH',
        message: `Must be ${limits.files.perMessage} or fewer in length.`,
      },
    ]);
  if (uploads.some((one) => one.bytes.byteLength > limits.files.bytes)) throwApiError('tooLarge');
  return uploads.map((upload) => {
    const described = body.attachments?.find((one) => one.id === upload.index);
    return {
      id: context.nextId(),
      name: safeName(described?.filename ?? upload.name),
      contentType: upload.contentType,
      ...(described?.description == null ? {} : { description: described.description }),
      bytes: upload.bytes,
    };
  });
}

/** A file that stays, with another description when one is given. */
function redescribed(
  { description, ...file }: StoredFile,
  wanted: string | null | undefined,
): StoredFile {
  const shown = wanted === undefined ? description : (wanted ?? undefined);
  return shown === undefined ? file : { ...file, description: shown };
}

/** Discord keeps letters, digits, dots, dashes and underscores of a file name. */
const safeName = (name: string) =>
  name.replace(/\s/g, '_').replace(/[^\p{L}\p{M}\p{N}._-]/gu, '') || 'unknown';

function dispatchMessage(context: Context, name: string, message: Message): void {
  if (message.ephemeralFor !== undefined) return;
  const { state } = context;
  const guild = state.guilds.get(message.guildId ?? '');
  const member = guild?.members.get(message.authorId);
  context.dispatch({
    name,
    intents: messageIntents(message),
    guildId: message.guildId,
    data: (intents) => ({
      ...serializeMessage(context, message, mayRead(context, message, intents)),
      channel_type: state.channels.get(message.channelId)?.type,
      ...(message.guildId === undefined ? {} : { guild_id: message.guildId }),
      ...(member ? { member: serializeMember(state, member, false) } : {}),
    }),
  });
}

/** Without the content intent a bot reads its own messages, private chats, and what mentions it. */
function mayRead(context: Context, message: Message, intents: number): boolean {
  const botId = context.state.bot.id;
  return (
    (intents & intent.messageContent) !== 0 ||
    message.guildId === undefined ||
    message.authorId === botId ||
    message.mentions.users.includes(botId)
  );
}
