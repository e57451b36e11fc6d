import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context as HonoContext } from 'hono';
import { createMiddleware } from 'hono/factory';
import { delayFor, type FaultInjector, untilAborted } from '../../faults/fault-injector.ts';
import { contentTypeOf } from '../../http/content-type.ts';
import { parseLosslessJson } from '../../http/lossless-json.ts';
import { DiscordApiError, throwApiError, UnsupportedError, unsupported } from '../errors.ts';
import type { Upload } from '../messages/messages.ts';
import type { Context } from '../state/context.ts';
import { createDiscordRateLimiter, type RateLimitDecision } from './rate-limiter.ts';
import { findUnsupportedPart, matchKnownRoute, toRouteTemplate } from './unsupported.ts';

/** A request's body, read once: JSON, or `payload_json` with files. */
interface Body {
  json: unknown;
  uploads: Upload[];
}

export interface HttpEnv {
  Bindings: HttpBindings;
  Variables: { body: Body };
}

export type DiscordApi = Hono<HttpEnv>;

/** One request of the bot, for checks from outside. `path` begins after `/api/v10` and carries no query. */
export interface BotRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  status: number;
}

export interface HttpOptions {
  context: Context;
  limits: 'off' | 'real';
  /** How many times the real rates are allowed. */
  rateMultiplier: number;
  faults: FaultInjector;
  onRequest: ((request: BotRequest) => void) | undefined;
}

/** Where the API is mounted: its newest version, the one before, and without one. */
const prefixes = ['/api/v10', '/api/v9', '/api'] as const;
const prefix = /^\/api(?:\/v\d+)?(?=\/|$)/;

/** Interaction answers and their webhooks carry their own token. */
const tokenlessPaths = /^\/(interactions|webhooks|gateway$)/;

/** The frame around every route: faults, log, body, token, rate limit, errors in Discord's words. */
export function createDiscordApi(options: HttpOptions): { app: Hono<HttpEnv>; api: DiscordApi } {
  const app = new Hono<HttpEnv>();
  const api: DiscordApi = new Hono<HttpEnv>();
  let built: ReadonlySet<string> | undefined;
  const limit = createDiscordRateLimiter(options.context.now, options.rateMultiplier);

  const frame = createMiddleware<HttpEnv>(async (c, next) => {
    const path = c.req.path.replace(prefix, '');
    const { method } = c.req;
    const fault = options.faults.consume(method, path);
    if (fault === 'drop') return destroyConnection(c);
    if (fault === 'hang') {
      await untilAborted(c.req.raw.signal);
      return destroyConnection(c);
    }
    await delayFor(fault);
    let body: unknown = null;
    const log = (status: number) =>
      options.onRequest?.({ method, path, query: c.req.query(), body, status });
    if (typeof fault === 'object' && 'status' in fault) {
      log(fault.status);
      return Response.json(fault.body ?? { message: String(fault.status), code: 0 }, fault);
    }
    const verdict: RateLimitDecision =
      options.limits === 'real' ? limit(method, path) : { headers: {} };
    const refused = await entry(c, path, verdict).then(
      (read) => {
        body = read.json;
        c.set('body', read);
        return undefined;
      },
      (error: unknown) => errorResponse(error),
    );
    if (refused) c.res = refused;
    else await next();
    for (const [name, value] of Object.entries(verdict.headers)) c.res.headers.set(name, value);
    log(c.res.status);
    if (fault === 'hush') await untilAborted(c.req.raw.signal);
    if (fault === 'lose' || fault === 'hush') c.res = destroyConnection(c);
  });

  /** What every request must pass before its route: the rate limit, a readable body, the token. */
  async function entry(
    c: HonoContext<HttpEnv>,
    path: string,
    verdict: RateLimitDecision,
  ): Promise<Body> {
    if (verdict.body) throw new RateLimited(verdict.body);
    const body = await readBody(c.req.raw);
    const authorized = c.req.header('Authorization') === `Bot ${options.context.state.token}`;
    if ((!authorized || options.faults.isTokenRejected()) && !tokenlessPaths.test(path))
      throwApiError('unauthorized');
    refuseNotBuilt(c.req.method, path);
    const part = findUnsupportedPart(body.json);
    if (part !== undefined) throw unsupported(part);
    return body;
  }

  /** A route of Discord's that is missing here says so, also where a wider one of ours would take it. */
  function refuseNotBuilt(method: string, path: string): void {
    const known = matchKnownRoute(method, path);
    built ??= new Set(api.routes.map((one) => toRouteTemplate(one.method, one.path)));
    if (known !== undefined && !built.has(known)) throw unsupported(`${method} ${path}`);
  }

  api.use('*', frame);
  app.onError(errorResponse);
  app.use('*', async (_c, next) => {
    if (options.faults.isDown())
      return Response.json({ message: 'upstream unavailable', code: 0 }, { status: 503 });
    await next();
  });
  app.notFound((c) => c.json({ message: '404: Not Found', code: 0 }, 404));
  return { app, api };
}

export function mountDiscordApi(app: Hono<HttpEnv>, api: DiscordApi): void {
  for (const prefix of prefixes) app.route(prefix, api);
}

/** An answer of 429, with headers of its own where the frame has none. */
export class RateLimited extends Error {
  readonly body: NonNullable<RateLimitDecision['body']>;
  readonly headers: Record<string, string>;

  constructor(body: NonNullable<RateLimitDecision['body']>, headers: Record<string, string> = {}) {
    super(body.message);
    this.body = body;
    this.headers = headers;
  }
}

function errorResponse(error: unknown): Response {
  if (error instanceof DiscordApiError) return Response.json(error.body, { status: error.status });
  if (error instanceof RateLimited)
    return Response.json(error.body, { status: 429, headers: error.headers });
  if (error instanceof UnsupportedError)
    return Response.json({ message: error.message, code: 0 }, { status: 501 });
  const message = error instanceof Error ? error.message : String(error);
  return Response.json(
    { message: `The local Discord broke: ${message}`, code: 0 },
    { status: 500 },
  );
}

/** Breaks the connection of a request. */
export function destroyConnection(c: HonoContext<HttpEnv>): Response {
  c.env.incoming.socket.destroy();
  return new Response(null, { status: 502 });
}

async function readBody(request: Request): Promise<Body> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(await request.formData());
  const text = await request.text();
  if (text === '') return { json: {}, uploads: [] };
  return { json: readJson(text), uploads: [] };
}

async function readMultipart(form: FormData): Promise<Body> {
  const payload = form.get('payload_json');
  const uploads: Upload[] = [];
  for (const [key, value] of form.entries()) {
    if (typeof value === 'string') continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    uploads.push({
      index: /^files\[(\d+)\]$/.exec(key)?.[1] ?? String(uploads.length),
      name: value.name,
      contentType: contentTypeOf(value.name, bytes),
      bytes,
    });
  }
  const json =
    typeof payload === 'string'
      ? readJson(payload)
      : Object.fromEntries([...form.entries()].filter(([, value]) => typeof value === 'string'));
  return { json, uploads };
}

function readJson(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return throwApiError('invalidJson');
  }
}
