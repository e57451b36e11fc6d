import { request } from 'node:http';
import { z } from 'zod';

export interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A request just as it is written: `fetch` would tidy the path and set `Host` by itself. */
export function sendRawRequest(
  url: string,
  path: string,
  { method = 'GET', headers = {}, body }: RawRequest = {},
) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(url);
      // A connection of its own: what one refusal closes shall not end the next request.
      const sent = request(
        { hostname, port, path, method, headers, agent: false },
        async (answer) => {
          const parts = await answer.toArray();
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString(),
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    },
  );
}

/** The sentence of a refusal. */
export const errorSentence = (text: string): string =>
  z.object({ error: z.string().min(1) }).parse(JSON.parse(text)).error;
