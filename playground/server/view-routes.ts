import { Hono } from 'hono';
import type { z } from 'zod';
import type { ClientDriver, PlatformName } from '../driver/client-driver.ts';
import type { VisibleMessage } from '../driver/visible-message.ts';
import { readJsonBody, validate } from './api-request.ts';
import { type MessageView, requestSchemas, type responseSchemas } from './api-schema.ts';
import { pollEvents } from './event-stream.ts';
import { toMessageView } from './message-view.ts';

/**
 * What an actor sees on a platform: places, messages, forms and completions.
 * @param mediaOrigin origin at which the local Discord serves images of embeds
 */
export function viewRoutes(driverFor: (name: string) => ClientDriver, mediaOrigin: string): Hono {
  const api = new Hono();
  const toViewFor =
    (name: PlatformName, actor: string) =>
    (message: VisibleMessage, place: string): MessageView =>
      toMessageView(message, { platform: name, actor, place }, mediaOrigin);

  api.get('/:platform/places', (context) => {
    const driver = driverFor(context.req.param('platform'));
    const { actor } = validate(requestSchemas.actor, context.req.query());
    return context.json<z.infer<typeof responseSchemas.places>>({
      places: driver.places(actor).map((place) => ({
        ...place,
        latest: driver
          .messages(actor, place.key)
          .filter(({ from, pending }) => from.actor !== actor && !pending)
          .reduce((newest, { version }) => Math.max(newest, version), 0),
      })),
    });
  });

  api.get('/:platform/settings', (context) => {
    const { settings } = driverFor(context.req.param('platform'));
    const { actor } = validate(requestSchemas.actor, context.req.query());
    return context.json<z.input<typeof responseSchemas.settings>>(
      settings
        ? {
            serverVersion: settings.serverVersion(),
            serverVersions: [...settings.serverVersions],
            app: settings.app(actor),
          }
        : {},
    );
  });

  api.get('/:platform/screen', (context) => {
    const driver = driverFor(context.req.param('platform'));
    const { actor, place } = validate(requestSchemas.where, context.req.query());
    const toView = toViewFor(driver.platform, actor);
    const form = driver.openForm(actor);
    return context.json<z.infer<typeof responseSchemas.screen>>({
      messages: driver.messages(actor, place).map((message) => toView(message, place)),
      ...(form === undefined ? {} : { form }),
      messageCommands: driver.messageCommands?.(actor, place) ?? [],
      notices: driver.notices(actor).map(({ message }) => message),
    });
  });

  api.get('/:platform/news', async (context) => {
    const driver = driverFor(context.req.param('platform'));
    const query = validate(requestSchemas.news, context.req.query());
    const toView = toViewFor(driver.platform, query.actor);
    return context.json<z.infer<typeof responseSchemas.news>>(
      await pollEvents(driver, query, toView, context.req.raw.signal),
    );
  });

  api.post('/:platform/complete', async (context) => {
    const driver = driverFor(context.req.param('platform'));
    const { actor, place, typed } = await readJsonBody(context.req, requestSchemas.complete);
    return context.json<z.infer<typeof responseSchemas.completions>>({
      completions: await driver.completions(actor, place, typed),
    });
  });

  return api;
}
