import { serve } from '@hono/node-server';
import type { Hono } from 'hono';

export interface WebServer {
  url: string;
  close(): Promise<void>;
}

/** Why the server cannot listen, by error code; for the operator. */
const listenErrors: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there. Stop it, or set PORT to another number.',
  EACCES: 'this user may not. Set PORT to a number above 1023.',
  EADDRNOTAVAIL: 'this machine has no such address. Set HOST to one of its own.',
  ENOTFOUND: 'there is no such name. Set HOST to an address of this machine.',
};

function explainListenError(error: Error, place: string): Error {
  const obstacle = 'code' in error ? listenErrors[String(error.code)] : undefined;
  return new Error(`Callboard cannot listen at ${place}: ${obstacle ?? error.message}`);
}

/** Serves the routes; resolves when the port is open. @throws Error that says what to do when it cannot */
export function startWebServer(
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
    server.once('error', (error) => reject(explainListenError(error, `${host}:${port}`)));
  });
}
