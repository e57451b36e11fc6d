import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Most bytes that a platform may send at once; updates are a few kilobytes. */
const maxBodyBytes = 1024 * 1024;

const hasSmallBody = (headers: Headers): boolean =>
  !headers.has('transfer-encoding') &&
  /^\d+$/.test(headers.get('content-length') ?? '') &&
  Number(headers.get('content-length')) <= maxBodyBytes;

/** A route that somebody else's server calls. */
export interface WebhookRoute {
  path: string;
  /** Whether the headers show that it is who it should be: of whoever else not a byte of the body is read. */
  admits(headers: Headers): boolean;
  handle(request: Request): Promise<Response>;
}

export function webhookRoutes(webhooks: readonly WebhookRoute[]): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: maxBodyBytes });
  // Hono's limit makes a stream of every body first; one whose length is told is no longer than that.
  const short: MiddlewareHandler = (context, next) =>
    hasSmallBody(context.req.raw.headers) ? next() : limit(context, next);
  for (const { path, admits, handle } of webhooks) {
    // Strangers learn nothing: 404, as for any other address, however long what they send is.
    const known: MiddlewareHandler = async (context, next) =>
      admits(context.req.raw.headers) ? next() : new Response(null, { status: 404 });
    routes.post(path, known, short, (context) => handle(context.req.raw));
  }
  return routes;
}
