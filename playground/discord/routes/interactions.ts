import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import type { Api } from '../http.ts';
import {
  answeredByToken,
  answerInteraction,
  editOriginal,
  followUp,
  interactionMessage,
} from '../interactions.ts';
import { editMessage, removeMessage } from '../posting.ts';
import { readForm } from '../schemas/form.ts';
import { messageBody, messageFlag } from '../schemas/message.ts';
import { wireMessage } from '../wire-message.ts';

/** The answers to interactions, and the messages that follow them. */
export function interactionRoutes(api: Api, context: Context): void {
  const { state } = context;

  api.post('/interactions/:id/:token/callback', (c) => {
    const { json, uploads } = c.get('body');
    const { id, token } = c.req.param();
    const { interaction, type, message } = answerInteraction(context, id, token, json, uploads);
    if (c.req.query('with_response') !== 'true') return c.body(null, 204);
    return c.json({
      interaction: {
        id: interaction.id,
        type: interaction.kind,
        ...(message
          ? {
              response_message_id: message.id,
              response_message_loading: (message.flags & messageFlag.loading) !== 0,
              response_message_ephemeral: message.onlyFor !== undefined,
            }
          : {}),
      },
      ...(message && type !== 6
        ? { resource: { type, message: wireMessage(context, message) } }
        : {}),
    });
  });

  const interactionOf = (application: string, token: string) =>
    application === state.bot.id ? answeredByToken(context, token) : refuse('unknownWebhook');

  api.post('/webhooks/:application/:token', (c) => {
    const interaction = interactionOf(c.req.param('application'), c.req.param('token'));
    const { json, uploads } = c.get('body');
    return c.json(wireMessage(context, followUp(context, interaction, json, uploads)));
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
      return c.json(wireMessage(context, interactionMessage(context, interaction, messageOf(c))));
    });

    api.patch(one, (c) => {
      const interaction = interactionOf(c.req.param('application'), c.req.param('token'));
      const { json, uploads } = c.get('body');
      const id = messageOf(c);
      if (id === '@original' || id === interaction.originalId)
        return c.json(wireMessage(context, editOriginal(context, interaction, json, uploads)));
      const message = interactionMessage(context, interaction, id);
      return c.json(
        wireMessage(context, editMessage(context, message, readForm(messageBody, json), uploads)),
      );
    });

    api.delete(one, (c) => {
      const interaction = interactionOf(c.req.param('application'), c.req.param('token'));
      const message = interactionMessage(context, interaction, messageOf(c));
      if (message.id === interaction.originalId) interaction.openDefer = false;
      removeMessage(context, message);
      return c.body(null, 204);
    });
  }
}
