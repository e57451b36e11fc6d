import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** Most bytes that a platform may send at once; updates are a few kilobytes. */
const longestBody = 1024 * 1024;

/** A route that somebody else's server calls; it checks by itself who that is. */
export interface WebhookRoute {
  path: string;
  handle(request: Request): Promise<Response>;
}

export function webhookRoutes(webhooks: readonly WebhookRoute[]): Hono {
  const routes = new Hono();
  for (const { path, handle } of webhooks) {
    routes.post(path, bodyLimit({ maxSize: longestBody }), (context) => handle(context.req.raw));
  }
  return routes;
}
