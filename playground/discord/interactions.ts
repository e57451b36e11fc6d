import { throwApiError } from './http/errors.ts';
import { limits } from './limits.ts';
import { editMessage, postMessage, type Upload } from './messages/messages.ts';
import { channelPermissions, findMessage } from './permissions/access.ts';
import { autocompleteBody, callbackBody } from './schemas/callback.ts';
import { modalBody } from './schemas/components.ts';
import { messageBody, messageFlag } from './schemas/message.ts';
import { readForm } from './schemas/read-form.ts';
import type { Context } from './state/context.ts';
import type { Channel, Interaction, InteractionKind, Message } from './state/state.ts';
import { serializeMessage } from './wire/message.ts';
import {
  type JsonObject,
  serializeActingMember,
  serializeChannel,
  serializeUser,
} from './wire/objects.ts';

/** What an interaction is made of; `kind` is Discord's type: 2 command, 3 component, 4 autocomplete, 5 form. */
export interface InteractionRequest {
  kind: InteractionKind;
  userId: string;
  channel: Channel;
  data: JsonObject;
  command?: string;
  source?: Message | undefined;
  form?: Interaction['form'];
  onAutocomplete?: Interaction['onAutocomplete'];
}

/** What a person's client shows when the bot does not answer in time. */
const timeoutNotices: Record<InteractionKind, string | undefined> = {
  2: 'The application did not respond',
  3: 'This interaction failed',
  4: 'Loading options failed',
  5: 'Something went wrong. Try again.',
};

/** Sends an interaction to the bot and starts its three seconds. */
export function startInteraction(context: Context, asked: InteractionRequest): Interaction {
  const { state } = context;
  const { channel, kind, userId, source } = asked;
  const interaction: Interaction = {
    id: context.nextId(),
    token: context.nextToken(),
    kind,
    userId,
    channelId: channel.id,
    createdAt: context.now(),
    status: 'waiting',
    sourceId: source?.id,
    isDeferred: false,
    command: asked.command,
    form: asked.form,
    onAutocomplete: asked.onAutocomplete,
  };
  state.interactions.set(interaction.id, interaction);
  state.interactionsByToken.set(interaction.token, interaction);
  state.pendingInteractions.add(interaction);
  const wire = wireInteraction(context, interaction, asked);
  context.dispatch({
    name: 'INTERACTION_CREATE',
    intents: 0,
    guildId: channel.guildId,
    data: () => wire,
  });
  context.schedule(limits.interaction.answerMs + 50, () => expireInteractions(context));
  return interaction;
}

function wireInteraction(
  context: Context,
  interaction: Interaction,
  asked: InteractionRequest,
): JsonObject {
  const { state } = context;
  const { channel } = asked;
  const user = state.users.get(asked.userId) ?? throwApiError('unknownUser');
  const guild = state.guilds.get(channel.guildId ?? '');
  const permissions = (id: string) => String(channelPermissions(state, channel, id));
  return {
    id: interaction.id,
    application_id: state.bot.id,
    type: asked.kind,
    token: interaction.token,
    version: 1,
    data: asked.data,
    channel_id: channel.id,
    channel: { ...serializeChannel(context, channel), permissions: permissions(asked.userId) },
    locale: user.actor?.locale === 'vi' ? 'vi' : 'en-US',
    app_permissions: permissions(state.bot.id),
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: limits.files.bytes,
    ...(asked.source ? { message: serializeMessage(context, asked.source) } : {}),
    ...(guild
      ? {
          context: 0,
          guild_id: guild.id,
          guild_locale: 'vi',
          guild: { id: guild.id, locale: 'vi', features: [] },
          authorizing_integration_owners: { '0': guild.id },
          member: serializeActingMember(state, channel, asked.userId),
        }
      : { context: 1, authorizing_integration_owners: { '0': '0' }, user: serializeUser(user) }),
  };
}

/** Gives up on interactions whose three seconds are over, and tells their people. */
export function expireInteractions(context: Context): void {
  const { state } = context;
  const limit = context.now() - limits.interaction.answerMs;
  // Both are in order of time: only what is due is looked at.
  for (const one of state.interactions.values()) {
    if (one.createdAt >= limit - limits.interaction.tokenMs) break;
    state.interactions.delete(one.id);
    state.interactionsByToken.delete(one.token);
  }
  for (const one of state.pendingInteractions) {
    if (one.createdAt >= limit) break;
    state.pendingInteractions.delete(one);
    if (one.status !== 'waiting') continue;
    one.status = 'late';
    one.onAutocomplete?.([]);
    const notice = timeoutNotices[one.kind];
    if (notice !== undefined)
      state.notices.set(one.userId, [...(state.notices.get(one.userId) ?? []), notice]);
    // The form stays on the screen with what was written in it.
    if (one.form && !state.forms.has(one.userId)) state.forms.set(one.userId, one.form);
    context.notifyChanged(one.channelId);
  }
}

export interface InteractionReply {
  interaction: Interaction;
  type: number;
  message: Message | undefined;
}

type Handler = (
  context: Context,
  interaction: Interaction,
  data: unknown,
  uploads: readonly Upload[],
) => Message | undefined;

/** By callback type. */
const handlers: Record<number, Handler> = {
  4: (context, interaction, data, uploads) => {
    const body = readForm(messageBody, data ?? {}, ['data']);
    return respond(context, interaction, body, uploads, 0);
  },
  5: (context, interaction, data) => {
    const { flags } = readForm(messageBody, data ?? {}, ['data']);
    interaction.isDeferred = true;
    const body = { flags: (flags ?? 0) & messageFlag.ephemeral };
    return respond(context, interaction, body, [], messageFlag.loading);
  },
  6: (context, interaction) => sourceOf(context, interaction),
  7: (context, interaction, data, uploads) => {
    const body = readForm(messageBody, data ?? {}, ['data']);
    const source = sourceOf(context, interaction) ?? throwApiError('unknownMessage');
    return editMessage(context, source, body, uploads);
  },
  8: (_context, interaction, data) => {
    interaction.onAutocomplete?.(readForm(autocompleteBody, data, ['data']).choices);
    return undefined;
  },
  9: (context, interaction, data) => {
    const body = readForm(modalBody, data, ['data']);
    context.state.forms.set(interaction.userId, {
      id: interaction.id,
      body,
      channelId: interaction.channelId,
      sourceId: interaction.sourceId,
    });
    context.notifyChanged(interaction.channelId);
    return undefined;
  },
};

/** Which callback types an interaction takes. A form that came from a command has no message to update. */
function acceptedTypes(interaction: Interaction): number[] {
  const accepted: Record<InteractionKind, number[]> = {
    2: [4, 5, 9],
    3: [4, 5, 6, 7, 9],
    4: [8],
    5: interaction.sourceId === undefined ? [4, 5] : [4, 5, 6, 7],
  };
  return accepted[interaction.kind];
}

/**
 * The bot's first answer to an interaction. 10062 after three seconds, 40060 when it has been answered,
 * 50035 for an answer of the wrong kind (a form in answer to a form).
 */
export function respondToInteraction(
  context: Context,
  id: string,
  token: string,
  input: unknown,
  uploads: readonly Upload[],
): InteractionReply {
  expireInteractions(context);
  const interaction = context.state.interactions.get(id);
  if (!interaction || interaction.token !== token || interaction.status === 'late')
    return throwApiError('unknownInteraction');
  if (interaction.status === 'answered') throwApiError('alreadyAcknowledged');
  const { type, data } = readForm(callbackBody, input);
  const accepted = acceptedTypes(interaction);
  const handler = accepted.includes(type) ? handlers[type] : undefined;
  if (!handler)
    return throwApiError('invalidForm', [
      {
        path: ['type'],
        code: 'BASE_TYPE_CHOICES',
        message: `Value must be one of {${accepted.join(', ')}}.`,
      },
    ]);
  const message = handler(context, interaction, data, uploads);
  interaction.status = 'answered';
  context.state.pendingInteractions.delete(interaction);
  interaction.originalId = message?.id;
  return { interaction, type, message };
}

type Body = Parameters<typeof postMessage>[1]['body'];

function respond(
  context: Context,
  interaction: Interaction,
  body: Body,
  uploads: readonly Upload[],
  flags: number,
): Message {
  const channel =
    context.state.channels.get(interaction.channelId) ?? throwApiError('unknownChannel');
  const ephemeral = ((body.flags ?? 0) & messageFlag.ephemeral) !== 0;
  return postMessage(context, {
    channel,
    authorId: context.state.bot.id,
    body,
    uploads,
    flags,
    type: interaction.kind === 2 ? 20 : interaction.sourceId === undefined ? 0 : 19,
    ephemeralFor: ephemeral ? interaction.userId : undefined,
    replyTo: interaction.kind === 2 ? undefined : interaction.sourceId,
    interaction: {
      id: interaction.id,
      kind: interaction.kind,
      userId: interaction.userId,
      name: interaction.kind === 2 ? interaction.command : undefined,
      command: interaction.command,
    },
  });
}

function sourceOf(context: Context, interaction: Interaction): Message | undefined {
  return findMessage(context.state, interaction.channelId, interaction.sourceId ?? '');
}

/** The interaction behind a webhook's token: 10015 for none or one without an answer, 50027 after 15 minutes. */
export function requireAnsweredInteraction(context: Context, token: string): Interaction {
  const found = context.state.interactionsByToken.get(token);
  if (!found) return throwApiError('unknownWebhook');
  if (context.now() - found.createdAt > limits.interaction.tokenMs)
    throwApiError('invalidWebhookToken');
  return found.status === 'answered' ? found : throwApiError('unknownWebhook');
}

/**
 * A further message to an interaction. Right after a defer it becomes the deferred answer itself,
 * and its own privacy is ignored.
 */
export function createFollowUp(
  context: Context,
  interaction: Interaction,
  input: unknown,
  uploads: readonly Upload[],
): Message {
  const body = readForm(messageBody, input);
  if (interaction.isDeferred) return editOriginalResponse(context, interaction, input, uploads);
  const original = findMessage(context.state, interaction.channelId, interaction.originalId ?? '');
  const channel =
    context.state.channels.get(interaction.channelId) ?? throwApiError('unknownChannel');
  const ephemeral = ((body.flags ?? 0) & messageFlag.ephemeral) !== 0;
  return postMessage(context, {
    channel,
    authorId: context.state.bot.id,
    body,
    uploads,
    type: original ? 19 : 0,
    replyTo: original?.id,
    ephemeralFor: ephemeral ? interaction.userId : undefined,
    interaction: { id: interaction.id, kind: interaction.kind, userId: interaction.userId },
  });
}

export function editOriginalResponse(
  context: Context,
  interaction: Interaction,
  input: unknown,
  uploads: readonly Upload[],
): Message {
  const message = requireInteractionMessage(context, interaction, '@original');
  const edited = editMessage(context, message, readForm(messageBody, input), uploads);
  interaction.isDeferred = false;
  return edited;
}

/** A message that this interaction's webhook made (or `@original`); others are not there for it. */
export function requireInteractionMessage(
  context: Context,
  interaction: Interaction,
  id: string,
): Message {
  const wanted = id === '@original' ? interaction.originalId : id;
  const message = findMessage(context.state, interaction.channelId, wanted ?? '');
  const own = message?.interaction?.id === interaction.id || wanted === interaction.originalId;
  return message && own ? message : throwApiError('unknownMessage');
}
