import { throwApiError } from '../errors.ts';
import { editMessage, postMessage, type Upload } from '../messages/messages.ts';
import { autocompleteBody, callbackBody } from '../schemas/callback.ts';
import { messageBody, messageFlag } from '../schemas/message.ts';
import { modalBody } from '../schemas/modal.ts';
import { readForm } from '../schemas/read-form.ts';
import { findMessage } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import type { Interaction, InteractionKind, Message } from '../state/state.ts';
import { expireInteractions } from './expire-interactions.ts';

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

/** Handlers by callback type. */
const handlers: Record<number, Handler> = {
  4: (context, interaction, data, uploads) => {
    const body = readForm(messageBody, data ?? {}, ['data']);
    return postResponse(context, interaction, body, uploads, 0);
  },
  5: (context, interaction, data) => {
    const { flags } = readForm(messageBody, data ?? {}, ['data']);
    interaction.isDeferred = true;
    const body = { flags: (flags ?? 0) & messageFlag.ephemeral };
    return postResponse(context, interaction, body, [], messageFlag.loading);
  },
  6: (context, interaction) => sourceOf(context, interaction),
  7: (context, interaction, data, uploads) => {
    const body = readForm(messageBody, data ?? {}, ['data']);
    const source = sourceOf(context, interaction) ?? throwApiError('unknownMessage');
    return editMessage(context, source, body, uploads, ['data']);
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

/** Callback types that an interaction accepts. A form opened by a command has no message to update. */
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
 * Handles the bot's response to an interaction. Fails with 10062 after three seconds, 40060 when there is a response
 * already, and 50035 for a wrong type (a form in response to a form).
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

function answerType({ kind, isMenuCommand, sourceId }: Interaction): number {
  if (kind === 2) return isMenuCommand ? 23 : 20;
  return sourceId === undefined ? 0 : 19;
}

type Body = Parameters<typeof postMessage>[1]['body'];

function postResponse(
  context: Context,
  interaction: Interaction,
  body: Body,
  uploads: readonly Upload[],
  flags: number,
): Message {
  const channel =
    context.state.channels.get(interaction.channelId) ?? throwApiError('unknownChannel');
  const isEphemeral = ((body.flags ?? 0) & messageFlag.ephemeral) !== 0;
  return postMessage(context, {
    channel,
    authorId: context.state.bot.id,
    body,
    uploads,
    flags,
    under: ['data'],
    type: answerType(interaction),
    ephemeralFor: isEphemeral ? interaction.userId : undefined,
    replyTo: interaction.kind === 2 ? undefined : interaction.sourceId,
    interaction: {
      id: interaction.id,
      kind: interaction.kind,
      userId: interaction.userId,
      name: interaction.kind === 2 ? interaction.command : undefined,
      command: interaction.command,
      isMenuCommand: interaction.isMenuCommand,
    },
  });
}

function sourceOf(context: Context, interaction: Interaction): Message | undefined {
  return findMessage(context.state, interaction.channelId, interaction.sourceId ?? '');
}
