import { throwApiError } from '../errors.ts';
import { limits } from '../limits.ts';
import { channelPermissions } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import type { Channel, Interaction, InteractionKind, Message } from '../state/state.ts';
import { serializeMessage } from '../wire/message.ts';
import {
  type JsonObject,
  serializeActingMember,
  serializeChannel,
  serializeUser,
} from '../wire/objects.ts';
import { expireInteractions } from './expire-interactions.ts';

/** `kind` is Discord's interaction type: 2 command, 3 component, 4 autocomplete, 5 form. */
export interface InteractionRequest {
  kind: InteractionKind;
  userId: string;
  channel: Channel;
  data: JsonObject;
  command?: string;
  /** The command was chosen in the menu of a message. */
  isMenuCommand?: boolean;
  source?: Message | undefined;
  form?: Interaction['form'];
  onAutocomplete?: Interaction['onAutocomplete'];
}

/** Sends an interaction to the bot, which has three seconds to respond. */
export function startInteraction(context: Context, request: InteractionRequest): Interaction {
  const { state } = context;
  const { channel, kind, userId, source } = request;
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
    command: request.command,
    isMenuCommand: request.isMenuCommand,
    form: request.form,
    onAutocomplete: request.onAutocomplete,
  };
  state.interactions.set(interaction.id, interaction);
  state.interactionsByToken.set(interaction.token, interaction);
  state.pendingInteractions.add(interaction);
  const data = serializeInteraction(context, interaction, request);
  context.dispatch({
    name: 'INTERACTION_CREATE',
    intents: 0,
    guildId: channel.guildId,
    data: () => data,
  });
  context.schedule(limits.interaction.answerMs + 50, () => expireInteractions(context));
  return interaction;
}

function serializeInteraction(
  context: Context,
  interaction: Interaction,
  request: InteractionRequest,
): JsonObject {
  const { state } = context;
  const { channel } = request;
  const user = state.users.get(request.userId) ?? throwApiError('unknownUser');
  const guild = state.guilds.get(channel.guildId ?? '');
  const permissions = (id: string) => String(channelPermissions(state, channel, id));
  return {
    id: interaction.id,
    application_id: state.bot.id,
    type: request.kind,
    token: interaction.token,
    version: 1,
    data: request.data,
    channel_id: channel.id,
    channel: { ...serializeChannel(context, channel), permissions: permissions(request.userId) },
    locale: user.actor?.locale === 'vi' ? 'vi' : 'en-US',
    app_permissions: permissions(state.bot.id),
    entitlements: [],
    entitlement_sku_ids: [],
    attachment_size_limit: limits.files.bytes,
    ...(request.source ? { message: serializeMessage(context, request.source) } : {}),
    ...(guild
      ? {
          context: 0,
          guild_id: guild.id,
          guild_locale: 'vi',
          guild: { id: guild.id, locale: 'vi', features: [] },
          authorizing_integration_owners: { '0': guild.id },
          member: serializeActingMember(state, channel, request.userId),
        }
      : { context: 1, authorizing_integration_owners: { '0': '0' }, user: serializeUser(user) }),
  };
}
