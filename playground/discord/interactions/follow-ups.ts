import { throwApiError } from '../errors.ts';
import { limits } from '../limits.ts';
import { editMessage, postMessage, type Upload } from '../messages/messages.ts';
import { messageBody, messageFlag } from '../schemas/message.ts';
import { readForm } from '../schemas/read-form.ts';
import { findMessage } from '../state/access.ts';
import type { Context } from '../state/context.ts';
import type { Interaction, Message } from '../state/state.ts';

/** The interaction of a webhook's token. Fails with 10015 if there is none or it has no response, and 50027 after 15 minutes. */
export function requireAnsweredInteraction(context: Context, token: string): Interaction {
  const found = context.state.interactionsByToken.get(token);
  if (!found) return throwApiError('unknownWebhook');
  if (context.now() - found.createdAt > limits.interaction.tokenMs)
    throwApiError('invalidWebhookToken');
  return found.status === 'answered' ? found : throwApiError('unknownWebhook');
}

/**
 * Posts a follow-up. Right after a deferral it becomes the deferred response instead, and its ephemeral flag is ignored.
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
  const isEphemeral = ((body.flags ?? 0) & messageFlag.ephemeral) !== 0;
  return postMessage(context, {
    channel,
    authorId: context.state.bot.id,
    body,
    uploads,
    type: original ? 19 : 0,
    replyTo: original?.id,
    ephemeralFor: isEphemeral ? interaction.userId : undefined,
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

/** A message of this interaction's webhook, or `@original`; other messages are unknown to it. */
export function requireInteractionMessage(
  context: Context,
  interaction: Interaction,
  id: string,
): Message {
  const wanted = id === '@original' ? interaction.originalId : id;
  const message = findMessage(context.state, interaction.channelId, wanted ?? '');
  const isOwn = message?.interaction?.id === interaction.id || wanted === interaction.originalId;
  return message && isOwn ? message : throwApiError('unknownMessage');
}
