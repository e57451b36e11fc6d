import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import {
  delayFor,
  type FaultEffect,
  type FaultInjector as GeneralFaults,
  untilAborted,
} from '../../faults/fault-injector.ts';
import { RequestArguments } from '../bot-api/arguments.ts';
import { ApiError, botApiError } from '../bot-api/errors.ts';
import { callMethod, documentedMethodName } from '../methods/index.ts';
import type { BotApi } from '../methods/method-call.ts';
import { observedParams, type ParsedRequest, parseRequest } from './request.ts';

export interface ObservedRequest {
  /** Bot API method in its documented spelling. */
  method: string;
  params: Record<string, unknown>;
  /** HTTP status, equal to `error_code`. */
  status: number;
  answer: unknown;
}

/** Performs one request; never throws. */
export type RequestRunner = (
  name: string,
  request: ParsedRequest,
  signal: AbortSignal,
) => Promise<{ status: number; answer: Record<string, unknown> }>;

/** Connection faults for tests. */
export interface ConnectionFaults {
  isDown: boolean;
  /** Errors of the next requests of a method, which are not performed. */
  nextErrors: Map<string, ApiError[]>;
  /** Methods whose next request is performed and its response dropped. */
  droppedResponses: Set<string>;
  /** Injected faults. */
  injector: GeneralFaults;
}

const PATH = /^\/(file\/)?bot([^/]+)\/(.+)$/;

function errorResponseOf(error: unknown): { status: number; answer: Record<string, unknown> } {
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
  api: BotApi;
  faults: ConnectionFaults;
  run: RequestRunner;
  /** Breaks the connection of a request. */
  hangUp: (context: Context) => void;
}

/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function createHttpApp({ api, faults, run, hangUp }: ServerOptions): Hono {
  const { token } = api.state.world.telegram.bot;

  /** The response of a request that fails without any effect. */
  async function failureOf(
    context: Context,
    fault: FaultEffect | undefined,
  ): Promise<Response | undefined> {
    if (fault === 'hang') await untilAborted(context.req.raw.signal);
    if (fault === 'hang' || fault === 'drop') {
      hangUp(context);
      return new Response(null, { status: 502 });
    }
    await delayFor(fault);
    return typeof fault === 'object' && 'status' in fault
      ? Response.json(fault.body ?? { ok: false, error_code: fault.status }, fault)
      : undefined;
  }

  async function execute(context: Context, name: string): Promise<Response> {
    const { raw } = context.req;
    const fault = faults.injector.consume(raw.method, documentedMethodName(name));
    const failure = await failureOf(context, fault);
    if (failure) return failure;
    const { status, answer } = await run(name, await parseRequest(raw), raw.signal);
    if (fault === 'hush') await untilAborted(raw.signal);
    const isLost =
      faults.droppedResponses.delete(documentedMethodName(name)) ||
      fault === 'lose' ||
      fault === 'hush';
    if (isLost) hangUp(context);
    // The status is one of Telegram's error codes, all of which have a body.
    return context.json(answer, status as ContentfulStatusCode);
  }

  async function download(context: Context, path: string): Promise<Response> {
    const fault = faults.injector.consume(context.req.method, `file/${path}`);
    const failure = await failureOf(context, fault);
    if (failure) return failure;
    const file = [...api.state.files.values()].find((candidate) => candidate.path === path);
    if (!file)
      return Response.json(errorResponseOf(botApiError('fileIdInvalid')).answer, { status: 404 });
    return new Response(new Uint8Array(file.bytes), {
      headers: { 'content-type': file.contentType },
    });
  }

  const app = new Hono();
  app.all('*', async (context) => {
    const match = PATH.exec(decodeURIComponent(new URL(context.req.url).pathname));
    if (!match) return context.json({ ok: false, error_code: 404, description: 'Not Found' }, 404);
    const [, file, given, rest = ''] = match;
    if (given !== token)
      return context.json(errorResponseOf(botApiError('unauthorized')).answer, 401);
    return file ? await download(context, rest) : await execute(context, rest);
  });
  app.onError((error, context) => {
    const { status, answer } = errorResponseOf(error);
    return context.json(answer, status as ContentfulStatusCode);
  });
  return app;
}

/** Combines the API, injected faults and an observer. */
export function createRequestRunner(
  api: BotApi,
  faults: ConnectionFaults,
  onRequest: ((request: ObservedRequest) => void) | undefined,
): RequestRunner {
  async function attempt(name: string, request: ParsedRequest, signal: AbortSignal) {
    try {
      if (faults.isDown) throw botApiError('down');
      const failure = faults.nextErrors.get(documentedMethodName(name))?.shift();
      if (failure) throw failure;
      const args = new RequestArguments(request.params, request.uploads);
      return {
        status: 200,
        answer: { ok: true, result: await callMethod(name, { ...api, args, signal }) },
      };
    } catch (error) {
      return errorResponseOf(error);
    }
  }
  return async (name, request, signal) => {
    // Clients may repeat the method's name among the arguments.
    delete request.params.method;
    const result = await attempt(name, request, signal);
    onRequest?.({ method: documentedMethodName(name), params: observedParams(request), ...result });
    return result;
  };
}

/** Listens on loopback. Port 0 takes a free one; the answer is the port taken. */
export function listenOnLoopback(server: Server, port: number): Promise<number> {
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
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** An HTTP server of the app that does not listen yet. */
export function createHttpServer(app: Hono): Server {
  // The adaptor's type also covers HTTP/2; without options it makes a plain HTTP/1 server.
  return createAdaptorServer({ fetch: app.fetch }) as Server;
}
