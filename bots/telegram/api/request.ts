import { type Agent, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { TelegramError } from 'telegraf';
import { z } from 'zod';

/** Idle timeout of a connection, in milliseconds: the same as telegraf's. */
const idleTimeoutMs = 500_000;

/** Source: Bot API, "Making requests". */
const responseSchema = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error_code: z.number(),
    description: z.string(),
    parameters: z
      .object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
      .optional(),
  }),
]);

/**
 * The result in a response of the Bot API.
 * @param status HTTP status; from 500 on the response is not from the Bot API itself
 * @throws TelegramError when the request was refused; Error when the response is malformed
 */
export function parseApiResponse({ status, text }: { status: number; text: string }): unknown {
  if (status >= 500)
    throw new TelegramError({ error_code: status, description: `HTTP status ${status}` });
  const response = responseSchema.parse(JSON.parse(text));
  if (!response.ok) throw new TelegramError(response);
  return response.result;
}

interface JsonPosterOptions {
  /** Base address of the methods, with a slash at the end. */
  base: URL;
  agent: Agent;
}

/**
 * Posts JSON to a path under a base address. node:http takes a third of the CPU time of telegraf's node-fetch, with the
 * same features.
 * @throws what node:http throws, and the signal's reason once it is aborted
 */
export function createJsonPoster({ base, agent }: JsonPosterOptions) {
  const address = urlToHttpOptions(base);
  const request = base.protocol === 'https:' ? requestHttps : requestHttp;
  return (path: string, params: object, signal?: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
    const body = JSON.stringify(params);
    const options = {
      ...address,
      path: `${base.pathname}${path}`,
      method: 'POST',
      agent,
      timeout: idleTimeoutMs,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      ...(signal ? { signal } : {}),
    };
    const fail = (error: Error) => reject(signal?.aborted ? signal.reason : error);
    const outgoing = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', fail);
    });
    outgoing.once('error', fail);
    outgoing.once('timeout', () => outgoing.destroy(new Error('Telegram did not answer in time')));
    outgoing.end(body);
    return promise;
  };
}
