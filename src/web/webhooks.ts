import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Most bytes that a platform may send at once; updates are a few kilobytes. */
const longestBody = 1024 * 1024;

const isShort = (headers: Headers): boolean =>
  !headers.has('transfer-encoding') &&
  /^\d+$/.test(headers.get('content-length') ?? '') &&
  Number(headers.get('content-length')) <= longestBody;

/** A route that somebody else's server calls; it checks by itself who that is. */
export interface WebhookRoute {
  path: string;
  handle(request: Request): Promise<Response>;
}

export function webhookRoutes(webhooks: readonly WebhookRoute[]): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: longestBody });
  // Hono's limit makes a stream of every body first; one whose length is told is no longer than that.
  const short: MiddlewareHandler = (context, next) =>
    isShort(context.req.raw.headers) ? next() : limit(context, next);
  for (const { path, handle } of webhooks) {
    routes.post(path, short, (context) => handle(context.req.raw));
  }
  return routes;
}
