import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiMethods, Opts } from '@grammyjs/types';
import { Telegram, TelegramError } from 'telegraf';
import { isUnknownMethod } from '../features/probe.ts';
import { noPictureUploads, type PictureUploads } from './picture-uploads.ts';
import { createJsonPoster, parseApiResponse } from './request.ts';

/** Retries of a rate limited reply, and the longest wait before one, in seconds. */
const retryLimits = { retries: 2, seconds: 5 } as const;

/** Timeout of a request of `call`, and of a probe, in milliseconds. */
const callTimeoutMs = 20_000;
const probeTimeoutMs = 10_000;

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

/** The time that an answer may take is over. */
class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** Arguments of a method, also of those newer than telegraf's types. */
export type MethodArguments<Method extends keyof ApiMethods<never>> = Opts<never>[Method];

/** The rate limiter's permission, given back at once when it comes too late. */
async function acquireWithin(acquire: () => Promise<() => void>, ms: number): Promise<() => void> {
  const waiting = acquire();
  const timeout = new AbortController();
  const release = await Promise.race([
    waiting,
    sleep(ms, undefined, { signal: timeout.signal }).catch(() => undefined),
  ]);
  timeout.abort();
  if (release) return release;
  void waiting.then((late) => late()).catch(() => undefined);
  throw new DeadlineError('no message may be sent in time');
}

/** telegraf's client with HTTP requests of our own, retries and a rate limiter for messages. */
export class TelegramClient extends Telegram {
  /** Resolves when a message may be sent; its result is called when Telegram has answered. */
  acquire: () => Promise<() => void> = async () => () => undefined;
  /** The pictures that its bot sends. */
  pictures: PictureUploads = noPictureUploads;
  /** Called when the server does not know a method. */
  onUnknownMethod: () => void = () => undefined;
  /** Called when the server refuses a message with tables, which is then sent without. */
  onRichRefused: (error: TelegramError) => void = () => undefined;
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

  /**
   * Sends a request when the rate limiter admits it, and again after a short 429, which has no effect.
   * @param withinMs how long it may wait in all, in milliseconds; without limit by default
   * @throws DeadlineError when it may not be sent in that time
   */
  async withRetry<Value>(
    method: string,
    request: () => Promise<Value>,
    withinMs = Number.POSITIVE_INFINITY,
  ): Promise<Value> {
    const until = performance.now() + withinMs;
    const isLimited = isRateLimitedMethod(method);
    for (let retries = 0; ; retries += 1) {
      const leftMs = until - performance.now();
      const release = !isLimited
        ? undefined
        : leftMs === Number.POSITIVE_INFINITY
          ? await this.acquire()
          : await acquireWithin(() => this.acquire(), leftMs);
      try {
        const value = await request();
        release?.();
        return value;
      } catch (error) {
        const seconds = shortWait(error);
        if (seconds === undefined || retries >= retryLimits.retries || !isRetriedMethod(method))
          throw error;
        if (performance.now() + seconds * 1000 > until) throw error;
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
      // Like telegraf, this trusts Telegram to return what the types say.
      return (await this.request(method, { ...payload }, signal)) as never;
    });

  /** One request. @returns its result, unchecked */
  private async request(method: string, params: object, signal?: AbortSignal): Promise<unknown> {
    try {
      const all = { ...params, ...this.extraParams(method) };
      return parseApiResponse(await this.post(method, all, signal));
    } catch (error) {
      if (isUnknownMethod(error)) this.onUnknownMethod();
      throw error;
    }
  }

  /**
   * Calls a method with arguments that telegraf's types lack.
   * @param withinMs as in `withRetry`
   * @returns its result, unchecked
   */
  async call<Method extends keyof ApiMethods<never>>(
    method: Method,
    params: MethodArguments<Method>,
    withinMs?: number,
  ): Promise<unknown> {
    const send = () => this.request(method, params, AbortSignal.timeout(callTimeoutMs));
    return this.withRetry(method, send, withinMs);
  }

  /** Calls a method once without its arguments, to see how the server answers. */
  async probe(method: string, params: object): Promise<unknown> {
    const response = await this.post(method, params, AbortSignal.timeout(probeTimeoutMs));
    return parseApiResponse(response);
  }
}
