import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

export interface WebServer {
  url: string;
  close(): Promise<void>;
}

/** Serves the routes; resolves when the port is open. @throws when the port is taken */
export function startServer(
  routes: Pick<Hono, 'fetch'>,
  { host, port }: { host: string; port: number },
): Promise<WebServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: routes.fetch, hostname: host, port }, (info) => {
      const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host;
      resolve({
        url: `http://${shown}:${info.port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}
