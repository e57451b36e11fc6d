import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Faults as GeneralFaults, stall, untilGivenUp } from '../faults.ts';
import { Args } from './args.ts';
import { ApiError, refusal } from './errors.ts';
import type { Api } from './methods/call.ts';
import { methodName, perform } from './methods/index.ts';
import { type ReadRequest, readRequest, shownParams } from './request.ts';

export interface SeenRequest {
  /** Bot API method in its documented spelling. */
  method: string;
  params: Record<string, unknown>;
  /** HTTP status, equal to `error_code`. */
  status: number;
  answer: unknown;
}

/** Carries out one request and answers as Telegram does; never throws. */
export type Run = (
  name: string,
  request: ReadRequest,
  signal: AbortSignal,
) => Promise<{ status: number; answer: Record<string, unknown> }>;

/** What the tests can do to the connection. */
export interface Faults {
  down: boolean;
  /** Errors that the next requests of a method are answered with instead of being carried out. */
  failures: Map<string, ApiError[]>;
  /** Methods whose next request is carried out, and whose answer is lost on the way. */
  lost: Set<string>;
  /** What happens to requests in place of the usual. */
  general: GeneralFaults;
}

const PATH = /^\/(file\/)?bot([^/]+)\/(.+)$/;

function answerOf(error: unknown): { status: number; answer: Record<string, unknown> } {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(500, `Internal Server Error: ${String(error)}`);
  const { code, message, parameters } = known;
  return {
    status: code,
    answer: {
      ok: false,
      error_code: code,
      description: message,
      ...(parameters && { parameters }),
    },
  };
}

export interface ServerOptions {
  api: Api;
  faults: Faults;
  run: Run;
  /** Breaks the connection of a request. */
  hangUp: (context: Context) => void;
}

/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function createApp({ api, faults, run, hangUp }: ServerOptions): Hono {
  const { token } = api.state.world.telegram.bot;

  async function execute(context: Context, name: string): Promise<Response> {
    const { raw } = context.req;
    const fault = faults.general.take(raw.method, methodName(name));
    if (fault === 'hang') await untilGivenUp(raw.signal);
    if (fault === 'hang' || fault === 'drop') {
      hangUp(context);
      return new Response(null, { status: 502 });
    }
    await stall(fault);
    if (typeof fault === 'object' && 'status' in fault) {
      return Response.json(fault.body ?? { ok: false, error_code: fault.status }, fault);
    }
    const { status, answer } = await run(name, await readRequest(raw), raw.signal);
    if (fault === 'hush') await untilGivenUp(raw.signal);
    const isLost = faults.lost.delete(methodName(name)) || fault === 'lose' || fault === 'hush';
    if (isLost) hangUp(context);
    // The status is one of Telegram's error codes, all of which have a body.
    return context.json(answer, status as ContentfulStatusCode);
  }

  function download(path: string): Response {
    const file = [...api.state.files.values()].find((candidate) => candidate.path === path);
    if (!file) return Response.json(answerOf(refusal('fileIdInvalid')).answer, { status: 404 });
    return new Response(new Uint8Array(file.bytes), {
      headers: { 'content-type': file.contentType },
    });
  }

  const app = new Hono();
  app.all('*', async (context) => {
    const match = PATH.exec(decodeURIComponent(new URL(context.req.url).pathname));
    if (!match) return context.json({ ok: false, error_code: 404, description: 'Not Found' }, 404);
    const [, file, given, rest = ''] = match;
    if (given !== token) return context.json(answerOf(refusal('unauthorized')).answer, 401);
    return file ? download(rest) : await execute(context, rest);
  });
  app.onError((error, context) => {
    const { status, answer } = answerOf(error);
    return context.json(answer, status as ContentfulStatusCode);
  });
  return app;
}

/** Makes `Run` out of the API, the faults that a test has asked for and an observer. */
export function createRunner(
  api: Api,
  faults: Faults,
  onRequest: ((request: SeenRequest) => void) | undefined,
): Run {
  async function attempt(name: string, request: ReadRequest, signal: AbortSignal) {
    try {
      if (faults.down) throw refusal('down');
      const failure = faults.failures.get(methodName(name))?.shift();
      if (failure) throw failure;
      const args = new Args(request.params, request.uploads);
      return {
        status: 200,
        answer: { ok: true, result: await perform(name, { ...api, args, signal }) },
      };
    } catch (error) {
      return answerOf(error);
    }
  }
  return async (name, request, signal) => {
    // Clients may repeat the method's name among the arguments.
    delete request.params.method;
    const result = await attempt(name, request, signal);
    onRequest?.({ method: methodName(name), params: shownParams(request), ...result });
    return result;
  };
}

/** Listens on loopback. Port 0 takes a free one; the answer is the port taken. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Stops listening and breaks every connection. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** An HTTP server of the app that does not listen yet. */
export function createServer(app: Hono): Server {
  // The adaptor's type also covers HTTP/2; without options it makes a plain HTTP/1 server.
  return createAdaptorServer({ fetch: app.fetch }) as Server;
}
