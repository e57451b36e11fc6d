import { throwApiError } from '../errors.ts';
import type { DiscordApi } from '../http/api-server.ts';
import {
  createFollowUp,
  editOriginalResponse,
  requireAnsweredInteraction,
  requireInteractionMessage,
} from '../interactions/follow-ups.ts';
import { respondToInteraction } from '../interactions/respond-to-interaction.ts';
import { deleteMessage, editMessage } from '../messages/messages.ts';
import { messageBody, messageFlag } from '../schemas/message.ts';
import { readForm } from '../schemas/read-form.ts';
import type { Context } from '../state/context.ts';
import { serializeMessage } from '../wire/message.ts';

/** The answers to interactions, and the messages that follow them. */
export function interactionRoutes(api: DiscordApi, context: Context): void {
  const { state } = context;

  api.post('/interactions/:id/:token/callback', (c) => {
    const { json, uploads } = c.get('body');
    const { id, token } = c.req.param();
    const { interaction, type, message } = respondToInteraction(context, id, token, json, uploads);
    if (c.req.query('with_response') !== 'true') return c.body(null, 204);
    return c.json({
      interaction: {
        id: interaction.id,
        type: interaction.kind,
        ...(message
          ? {
              response_message_id: message.id,
              response_message_loading: (message.flags & messageFlag.loading) !== 0,
              response_message_ephemeral: message.ephemeralFor !== undefined,
            }
          : {}),
      },
      ...(message && type !== 6
        ? { resource: { type, message: serializeMessage(context, message) } }
        : {}),
    });
  });

  const interactionOf = (application: string, token: string) =>
    application === state.bot.id
      ? requireAnsweredInteraction(context, token)
      : throwApiError('unknownWebhook');

  api.post('/webhooks/:application/:token', (c) => {
    const interaction = interactionOf(c.req.param('application'), c.req.param('token'));
    const { json, uploads } = c.get('body');
    return c.json(serializeMessage(context, createFollowUp(context, interaction, json, uploads)));
  });

  // Discord has a route of its own for the first answer; both ways lead to the same messages.
  for (const one of [
    '/webhooks/:application/:token/messages/@original',
    '/webhooks/:application/:token/messages/:message',
  ] as const) {
    const messageOf = (c: { req: { param: () => Record<string, string> } }) =>
      c.req.param().message ?? '@original';

    api.get(one, (c) => {
      const interaction = interactionOf(c.req.param('application'), c.req.param('token'));
      return c.json(
        serializeMessage(context, requireInteractionMessage(context, interaction, messageOf(c))),
      );
    });

    api.patch(one, (c) => {
      const interaction = interactionOf(c.req.param('application'), c.req.param('token'));
      const { json, uploads } = c.get('body');
      const id = messageOf(c);
      if (id === '@original' || id === interaction.originalId)
        return c.json(
          serializeMessage(context, editOriginalResponse(context, interaction, json, uploads)),
        );
      const message = requireInteractionMessage(context, interaction, id);
      return c.json(
        serializeMessage(
          context,
          editMessage(context, message, readForm(messageBody, json), uploads),
        ),
      );
    });

    api.delete(one, (c) => {
      const interaction = interactionOf(c.req.param('application'), c.req.param('token'));
      const message = requireInteractionMessage(context, interaction, messageOf(c));
      if (message.id === interaction.originalId) interaction.isDeferred = false;
      deleteMessage(context, message);
      return c.body(null, 204);
    });
  }
}
