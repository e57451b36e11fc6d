import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { newsFor } from './news.ts';
import { type answers, inputs, type MessageView, platform } from './protocol.ts';
import type { PlatformName, Seen, Stage } from './stage.ts';
import { pictureTypes, viewOf } from './view.ts';

export interface ApiParts {
  stages: readonly Stage[];
  /** Tells one start of the program from the next. */
  run: number;
  /** Where the local Discord serves the pictures of embeds. */
  mediaOrigin: string;
}

/** How often a silent stream of changes says that it still stands, in milliseconds. */
const heartbeat = 15_000;

/** More than the largest form that can be filled in, in bytes. */
const largestBody = 1_000_000;

/** A wrong request, with the sentence that says so. */
class Wrong extends Error {
  readonly status: 400 | 404 | 415;
  constructor(status: 400 | 404 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Wrong(400, z.prettifyError(result.error));
}

async function body<T>(request: { raw: Request }, schema: z.ZodType<T>): Promise<T> {
  const type = request.raw.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new Wrong(415, 'Send JSON (content-type application/json).');
  const text = await request.raw.text();
  try {
    return checked(schema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Wrong(400, 'This is no JSON.');
    throw error;
  }
}

/** Everything that the page and `say` can do, over both platforms. Refusals are `{error: sentence}`. */
export function apiRoutes({ stages, run, mediaOrigin }: ApiParts): Hono {
  const api = new Hono();

  const stageOf = (wanted: string): Stage => {
    const found = stages.find((stage) => stage.platform === checked(platform, wanted));
    if (found) return found;
    throw new Wrong(404, `There is no ${wanted} here.`);
  };
  const drawer =
    (name: PlatformName, actor: string) =>
    (seen: Seen, place: string): MessageView =>
      viewOf(seen, { platform: name, actor, place }, mediaOrigin);

  api.onError((error, context) => {
    if (error instanceof Wrong) return context.json({ error: error.message }, error.status);
    // What a person cannot do is no fault of the program: the stage says it in a sentence.
    return context.json({ error: error.message }, 409);
  });
  api.use(
    bodyLimit({
      maxSize: largestBody,
      onError: (context) => context.json({ error: 'That is too much at once.' }, 413),
    }),
  );

  api.get('/world', (context) =>
    context.json<z.infer<typeof answers.world>>({
      run,
      actors: (stages[0]?.actors ?? []).map(({ key, name, part, locale }) => ({
        key,
        name,
        part,
        locale,
      })),
      platforms: stages.map((stage) => stage.platform),
    }),
  );

  api.get('/changes', (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: string, data: unknown) =>
        stream.writeSSE({ event, data: JSON.stringify(data) });
      const stops = stages.map((stage) =>
        stage.onChange((place) => void send('change', { platform: stage.platform, place })),
      );
      const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
      await send('hello', { run });
      const timer = setInterval(() => void send('still', {}), heartbeat);
      await ended;
      clearInterval(timer);
      for (const stop of stops) stop();
    }),
  );

  api.get('/media/*', async (context) => {
    const path = context.req.path.slice(context.req.path.indexOf('/attachments/'));
    const found = await fetch(new URL(path, mediaOrigin));
    const type = found.headers.get('content-type') ?? '';
    if (!found.ok || !pictureTypes.has(type)) throw new Wrong(404, 'There is no such picture.');
    return new Response(await found.arrayBuffer(), { headers: { 'content-type': type } });
  });

  api.get('/:platform/places', (context) => {
    const stage = stageOf(context.req.param('platform'));
    const { actor } = checked(inputs.actor, context.req.query());
    return context.json<z.infer<typeof answers.places>>({
      places: stage.places(actor).map((place) => ({
        ...place,
        latest: stage
          .seen(actor, place.key)
          .filter(({ from, pending }) => from.actor !== actor && !pending)
          .reduce((newest, { version }) => Math.max(newest, version), 0),
      })),
    });
  });

  api.get('/:platform/screen', (context) => {
    const stage = stageOf(context.req.param('platform'));
    const { actor, place } = checked(inputs.where, context.req.query());
    const draw = drawer(stage.platform, actor);
    const form = stage.form(actor);
    return context.json<z.infer<typeof answers.screen>>({
      messages: stage.seen(actor, place).map((seen) => draw(seen, place)),
      ...(form === undefined ? {} : { form }),
      notices: stage.notices(actor).map(({ message }) => message),
    });
  });

  api.get('/:platform/news', async (context) => {
    const stage = stageOf(context.req.param('platform'));
    const asked = checked(inputs.news, context.req.query());
    const draw = drawer(stage.platform, asked.actor);
    return context.json<z.infer<typeof answers.news>>(
      await newsFor(stage, asked, draw, context.req.raw.signal),
    );
  });

  api.get('/:platform/file', (context) => {
    const stage = stageOf(context.req.param('platform'));
    const { actor, place, message, index } = checked(inputs.file, context.req.query());
    const file = stage.seen(actor, place).find(({ id }) => id === message)?.files[index];
    if (!file) throw new Wrong(404, 'There is no such file.');
    const shown = pictureTypes.has(file.contentType) ? 'inline' : 'attachment';
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': shown === 'inline' ? file.contentType : 'application/octet-stream',
        'content-disposition': `${shown}; filename*=UTF-8''${encodeRfc5987(file.name)}`,
      },
    });
  });

  api.post('/:platform/complete', async (context) => {
    const stage = stageOf(context.req.param('platform'));
    const { actor, place, typed } = await body(context.req, inputs.complete);
    return context.json<z.infer<typeof answers.completions>>({
      completions: await stage.complete(actor, place, typed),
    });
  });

  /** An act: its input, and what it does. All answer `{}` once the platform has accepted it. */
  function act<T>(name: string, schema: z.ZodType<T>, run: (stage: Stage, input: T) => unknown) {
    api.post(`/:platform/${name}`, async (context) => {
      const stage = stageOf(context.req.param('platform') ?? '');
      await run(stage, await body(context.req, schema));
      return context.json({});
    });
  }
  act('say', inputs.say, (stage, { actor, place, text, ...options }) =>
    stage.say(actor, place, text, options),
  );
  act('press', inputs.press, (stage, { actor, place, button }) =>
    stage.press(actor, place, button),
  );
  act('choose', inputs.choose, (stage, { actor, place, menu, values }) =>
    stage.choose(actor, place, menu, values),
  );
  act('submit', inputs.submit, (stage, { actor, values }) => stage.submit(actor, values));
  act('dismiss', inputs.actor, (stage, { actor }) => stage.dismiss(actor));
  act('relate', inputs.relate, (stage, { actor, place, change }) =>
    stage.relate(actor, place, change),
  );

  // A `notFound` of its own would be lost when these routes are mounted among others.
  api.all('*', (context) => context.json({ error: 'There is nothing here.' }, 404));
  return api;
}

/** https://www.rfc-editor.org/rfc/rfc5987#section-3.2.1 */
const encodeRfc5987 = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
