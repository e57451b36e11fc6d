import * as http from 'node:http';
import * as https from 'node:https';
import { text } from 'node:stream/consumers';

export interface Answer {
  status: number;
  statusText: string;
  body: string;
}

/** Posts JSON and keeps the connections for what comes next. Redirects are not followed, as Telegram does not. */
export class Poster {
  private readonly agents = {
    'http:': new http.Agent({ keepAlive: true }),
    'https:': new https.Agent({ keepAlive: true }),
  };

  /** @param patience milliseconds without a byte after which it gives up. @throws when there is no answer */
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    content: unknown,
    { stop, patience }: { stop: AbortSignal; patience: number },
  ): Promise<Answer> {
    const body = JSON.stringify(content);
    const isSecure = new URL(url).protocol === 'https:';
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const sent = (isSecure ? https : http).request(
      url,
      {
        method: 'POST',
        agent: this.agents[isSecure ? 'https:' : 'http:'],
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
        signal: stop,
        // A signal of its own would keep each request until its time is over: these are many.
        timeout: patience,
      },
      (response) => {
        const { statusCode = 0, statusMessage = '' } = response;
        text(response).then(
          (read) => resolve({ status: statusCode, statusText: statusMessage, body: read }),
          reject,
        );
      },
    );
    sent.once('timeout', () => sent.destroy(new Error('no answer in time')));
    sent.once('error', reject);
    sent.end(body);
    return promise;
  }

  /** Ends every connection. */
  close(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }
}
