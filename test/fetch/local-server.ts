import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalServer {
  port: number;
  /** Paths that were asked for, with the host. */
  requests: string[];
  /** Of the last request. */
  headers: http.IncomingHttpHeaders;
  close(): Promise<void>;
}

type Handler = (response: ServerResponse, request: IncomingMessage) => void;

/** A server on all local addresses; paths that are not listed are answered by 404. */
export async function startLocalServer(
  handlers: Readonly<Record<string, Handler>>,
): Promise<LocalServer> {
  const state: Pick<LocalServer, 'requests' | 'headers'> = { requests: [], headers: {} };
  const server = http.createServer((request, response) => {
    state.requests.push(`${request.headers.host?.split(':')[0]}${request.url}`);
    state.headers = request.headers;
    const handler = handlers[request.url ?? ''];
    if (handler) return handler(response, request);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get requests() {
      return state.requests;
    },
    get headers() {
      return state.headers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
