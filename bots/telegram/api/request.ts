import { type Agent, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { TelegramError } from 'telegraf';
import { z } from 'zod';

/** How long a connection may say nothing until a request is given up, in milliseconds: as long as telegraf waits. */
const idleTimeoutMs = 500_000;

/** Source: Bot API, "Making requests". */
const answerSchema = z.union([
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
 * What a method of the Bot API resulted in.
 * @param status the answer's HTTP status; from 500 on nobody of the Bot API has spoken
 * @throws TelegramError when it was refused; Error when the answer cannot be read
 */
export function parseApiResponse({ status, text }: { status: number; text: string }): unknown {
  if (status >= 500)
    throw new TelegramError({ error_code: status, description: `HTTP status ${status}` });
  const answer = answerSchema.parse(JSON.parse(text));
  if (!answer.ok) throw new TelegramError(answer);
  return answer.result;
}

interface Post {
  /** Where methods are, with a slash at the end. */
  base: URL;
  agent: Agent;
}

/**
 * Posts JSON to an address under a base. node:http takes a third of the processor time of telegraf's node-fetch,
 * which does no more with it.
 * @throws what node:http throws, and the signal's reason once it is aborted
 */
export function createJsonPoster({ base, agent }: Post) {
  const place = urlToHttpOptions(base);
  const request = base.protocol === 'https:' ? requestHttps : requestHttp;
  return (path: string, params: object, signal?: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
    const body = JSON.stringify(params);
    const options = {
      ...place,
      path: `${base.pathname}${path}`,
      method: 'POST',
      agent,
      timeout: idleTimeoutMs,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      ...(signal ? { signal } : {}),
    };
    const fail = (error: Error) => reject(signal?.aborted ? signal.reason : error);
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.once('error', fail);
    });
    sent.once('error', fail);
    sent.once('timeout', () => sent.destroy(new Error('Telegram did not answer in time')));
    sent.end(body);
    return promise;
  };
}
