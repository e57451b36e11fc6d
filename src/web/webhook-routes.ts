import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Maximum size of a webhook request's body, in bytes; updates are a few kilobytes. */
const maxBodyBytes = 1024 * 1024;

const hasSmallBody = (headers: Headers): boolean =>
  !headers.has('transfer-encoding') &&
  /^\d+$/.test(headers.get('content-length') ?? '') &&
  Number(headers.get('content-length')) <= maxBodyBytes;

/** A route of our web server that a platform calls. */
export interface WebhookRoute {
  path: string;
  /** Whether the headers prove that the platform is calling. Otherwise no byte of the body is read. */
  isAuthentic(headers: Headers): boolean;
  handle(request: Request): Promise<Response>;
}

export function webhookRoutes(webhooks: readonly WebhookRoute[]): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: maxBodyBytes });
  // Hono's limit turns every body into a stream first; a body with a declared length is no longer than that.
  const short: MiddlewareHandler = (context, next) =>
    hasSmallBody(context.req.raw.headers) ? next() : limit(context, next);
  for (const { path, isAuthentic, handle } of webhooks) {
    // Unauthenticated callers get the 404 of an unknown path, whatever the size of their body.
    const known: MiddlewareHandler = async (context, next) =>
      isAuthentic(context.req.raw.headers) ? next() : new Response(null, { status: 404 });
    routes.post(path, known, short, (context) => handle(context.req.raw));
  }
  return routes;
}
