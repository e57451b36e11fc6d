import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Telegram, TelegramError } from 'telegraf';
import { createJsonPoster, parseApiResponse } from './request.ts';

/** Retries of a rate limited reply, and the longest wait before one, in seconds. */
const retryLimits = { retries: 2, seconds: 5 } as const;

/** Methods that create a message, which Telegram limits. */
export const isRateLimitedMethod = (method: string): boolean =>
  method.startsWith('send') && method !== 'sendChatAction';

/** Methods with a visible effect, which are retried after a 429. */
const isRetriedMethod = (method: string): boolean => /^(?:send|edit|delete|answer)/.test(method);

/** Seconds that Telegram asks to wait, when a reply may wait that long. */
function shortWait(error: unknown): number | undefined {
  if (!(error instanceof TelegramError) || error.code !== 429) return undefined;
  const seconds = error.parameters?.retry_after ?? 1;
  return seconds <= retryLimits.seconds ? seconds : undefined;
}

/** telegraf's client with HTTP requests of our own, retries and a rate limiter for messages. */
export class TelegramClient extends Telegram {
  /** Resolves when a message may be sent; its result is called when Telegram has answered. */
  acquire: () => Promise<() => void> = async () => () => undefined;
  private readonly post: ReturnType<typeof createJsonPoster>;

  constructor({ token, apiUrl, agent }: { token: string; apiUrl: string; agent: Agent }) {
    super(token, { apiRoot: apiUrl });
    this.post = createJsonPoster({ base: new URL(`./bot${token}/`, apiUrl), agent });
  }

  /** Parameters added to every request of a method. */
  extraParams(_method: string): Readonly<Record<string, unknown>> {
    return {};
  }

  /** Timeout of a request, in milliseconds; none by default. */
  timeoutMs(): number | undefined {
    return undefined;
  }

  /** Sends a request when the rate limiter admits it, and again after a short 429, which has no effect. */
  async withRetry<Value>(method: string, request: () => Promise<Value>): Promise<Value> {
    for (let retries = 0; ; retries += 1) {
      const release = isRateLimitedMethod(method) ? await this.acquire() : undefined;
      try {
        const value = await request();
        release?.();
        return value;
      } catch (error) {
        const seconds = shortWait(error);
        if (seconds === undefined || retries >= retryLimits.retries || !isRetriedMethod(method))
          throw error;
        await sleep(seconds * 1000);
      }
    }
  }

  override callApi: Telegram['callApi'] = (method, payload, options) =>
    this.withRetry(method, async () => {
      const timeoutMs = this.timeoutMs();
      // It is Node's own signal; telegraf has the type of a polyfill.
      const given = options?.signal as AbortSignal | undefined;
      const signal =
        given ?? (timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs));
      const response = await this.post(method, { ...payload, ...this.extraParams(method) }, signal);
      // Like telegraf, this trusts Telegram to return what the types say.
      return parseApiResponse(response) as never;
    });
}
