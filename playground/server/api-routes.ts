import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { ClientDriver, PlatformName } from '../driver/client-driver.ts';
import type { VisibleMessage } from '../driver/visible-message.ts';
import {
  type MessageView,
  platformSchema,
  requestSchemas,
  type responseSchemas,
} from './api-schema.ts';
import { pollEvents } from './event-stream.ts';
import { inlineImageTypes, toMessageView } from './message-view.ts';

export interface ApiOptions {
  drivers: readonly ClientDriver[];
  /** Identifies this start of the program. */
  startId: number;
  /** Origin at which the local Discord serves images of embeds. */
  mediaOrigin: string;
}

/** Interval of heartbeats on the stream of changes, in milliseconds. */
const heartbeatMs = 15_000;

/** Larger than any form with its files, in bytes. */
const maxBodyBytes = 16_000_000;

/** An invalid request; the message is a sentence for the user. */
class RequestError extends Error {
  readonly status: 400 | 404 | 415;
  constructor(status: 400 | 404 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new RequestError(400, z.prettifyError(result.error));
}

async function readJsonBody<T>(request: { raw: Request }, schema: z.ZodType<T>): Promise<T> {
  const type = request.raw.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new RequestError(415, 'Send JSON (content-type application/json).');
  const text = await request.raw.text();
  try {
    return validate(schema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RequestError(400, 'This is no JSON.');
    throw error;
  }
}

/** The API of the page and `say` for both platforms. Errors are `{error: sentence}`. */
export function apiRoutes({ drivers, startId, mediaOrigin }: ApiOptions): Hono {
  const api = new Hono();

  const driverFor = (name: string): ClientDriver => {
    const found = drivers.find((driver) => driver.platform === validate(platformSchema, name));
    if (found) return found;
    throw new RequestError(404, `There is no ${name} here.`);
  };
  const toViewFor =
    (name: PlatformName, actor: string) =>
    (message: VisibleMessage, place: string): MessageView =>
      toMessageView(message, { platform: name, actor, place }, mediaOrigin);

  api.onError((error, context) => {
    if (error instanceof RequestError) return context.json({ error: error.message }, error.status);
    // Drivers throw sentences about what an actor cannot do.
    return context.json({ error: error.message }, 409);
  });
  api.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (context) => context.json({ error: 'That is too much at once.' }, 413),
    }),
  );

  api.get('/world', (context) =>
    context.json<z.infer<typeof responseSchemas.world>>({
      run: startId,
      actors: (drivers[0]?.actors ?? []).map(({ key, name, role, locale }) => ({
        key,
        name,
        role,
        locale,
      })),
      platforms: drivers.map((driver) => driver.platform),
    }),
  );

  api.get('/changes', (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: string, data: unknown) =>
        stream.writeSSE({ event, data: JSON.stringify(data) });
      const stops = drivers.map((driver) =>
        driver.onChange((place) => void send('change', { platform: driver.platform, place })),
      );
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      await send('hello', { run: startId });
      const timer = setInterval(() => void send('still', {}), heartbeatMs);
      await ended;
      clearInterval(timer);
      for (const stop of stops) stop();
    }),
  );

  api.get('/media/*', async (context) => {
    const path = context.req.path.slice(context.req.path.indexOf('/attachments/'));
    const found = await fetch(new URL(path, mediaOrigin));
    const type = found.headers.get('content-type') ?? '';
    if (!found.ok || !inlineImageTypes.has(type))
      throw new RequestError(404, 'There is no such picture.');
    return new Response(await found.arrayBuffer(), { headers: { 'content-type': type } });
  });

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

  api.get('/:platform/file', (context) => {
    const driver = driverFor(context.req.param('platform'));
    const { actor, place, message, index } = validate(requestSchemas.file, context.req.query());
    const file = driver.messages(actor, place).find(({ id }) => id === message)?.files[index];
    if (!file) throw new RequestError(404, 'There is no such file.');
    const shown = inlineImageTypes.has(file.contentType) ? 'inline' : 'attachment';
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': shown === 'inline' ? file.contentType : 'application/octet-stream',
        'content-disposition': `${shown}; filename*=UTF-8''${encodeRfc5987(file.name)}`,
      },
    });
  });

  api.post('/:platform/complete', async (context) => {
    const driver = driverFor(context.req.param('platform'));
    const { actor, place, typed } = await readJsonBody(context.req, requestSchemas.complete);
    return context.json<z.infer<typeof responseSchemas.completions>>({
      completions: await driver.completions(actor, place, typed),
    });
  });

  /** Adds an action, which returns `{}` once the platform has accepted it. */
  function postAction<T>(
    name: string,
    schema: z.ZodType<T>,
    run: (driver: ClientDriver, input: T) => unknown,
  ) {
    api.post(`/:platform/${name}`, async (context) => {
      const driver = driverFor(context.req.param('platform') ?? '');
      await run(driver, await readJsonBody(context.req, schema));
      return context.json({});
    });
  }
  postAction('say', requestSchemas.say, (driver, { actor, place, text, ...options }) =>
    driver.sendMessage(actor, place, text, options),
  );
  postAction('press', requestSchemas.press, (driver, { actor, place, button }) =>
    driver.pressButton(actor, place, button),
  );
  postAction('choose', requestSchemas.choose, (driver, { actor, place, menu, values }) =>
    driver.selectOptions(actor, place, menu, values),
  );
  postAction('command', requestSchemas.command, (driver, { actor, place, message, command }) => {
    if (!driver.useMessageCommand) throw new RequestError(404, 'Messages have no commands here.');
    return driver.useMessageCommand(actor, place, message, command);
  });
  postAction('submit', requestSchemas.submit, (driver, { actor, values }) =>
    driver.submitForm(actor, values),
  );
  postAction('dismiss', requestSchemas.actor, (driver, { actor }) => driver.dismissForm(actor));
  postAction('relate', requestSchemas.relate, (driver, { actor, place, change }) =>
    driver.changeBotAccess(actor, place, change),
  );

  postAction(
    'settings',
    requestSchemas.settings,
    ({ settings, platform }, { actor, ...change }) => {
      if (!settings) throw new Error(`Nothing can be set on ${platform}.`);
      if (change.serverVersion !== undefined) settings.setServerVersion(change.serverVersion);
      if (Object.keys(change.app).length > 0) settings.changeApp(actor, change.app);
      if (change.restartApp) settings.restartApp(actor);
    },
  );

  // A `notFound` handler would be lost when these routes are mounted.
  api.all('*', (context) => context.json({ error: 'There is nothing here.' }, 404));
  return api;
}

/** https://www.rfc-editor.org/rfc/rfc5987#section-3.2.1 */
const encodeRfc5987 = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
