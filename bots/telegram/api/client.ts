import type { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Telegram, TelegramError } from 'telegraf';
import { createJsonPoster, parseApiResponse } from './request.ts';

/** How often an answer is tried again that Telegram puts off, and the longest wait that a person is spared for. */
const retryLimits = { most: 2, seconds: 5 } as const;

/** Methods that make a message: these are what Telegram counts. */
export const isRateLimitedMethod = (method: string): boolean =>
  method.startsWith('send') && method !== 'sendChatAction';

/** What people see of us, and what Telegram lets us do again when it was put off. */
const isRetriedMethod = (method: string): boolean => /^(?:send|edit|delete|answer)/.test(method);

/** Seconds that Telegram asks to wait, where an answer may wait so long. */
function shortWait(error: unknown): number | undefined {
  if (!(error instanceof TelegramError) || error.code !== 429) return undefined;
  const seconds = error.parameters?.retry_after ?? 1;
  return seconds <= retryLimits.seconds ? seconds : undefined;
}

/** telegraf's client, with a way of its own to Telegram and a door through which every message goes. */
export class TelegramClient extends Telegram {
  /** A message may leave when this resolves; what it resolves to is called when Telegram has answered. */
  acquire: () => Promise<() => void> = async () => () => undefined;
  private readonly post: ReturnType<typeof createJsonPoster>;

  constructor({ token, apiUrl, agent }: { token: string; apiUrl: string; agent: Agent }) {
    super(token, { apiRoot: apiUrl });
    this.post = createJsonPoster({ base: new URL(`./bot${token}/`, apiUrl), agent });
  }

  /** What a request carries besides its own. */
  extraParams(_method: string): Readonly<Record<string, unknown>> {
    return {};
  }

  /** How long a request may take, in milliseconds; nothing where it may take as long as it likes. */
  timeoutMs(): number | undefined {
    return undefined;
  }

  /** Does a request when it may leave, and again when Telegram puts it off for a moment: then nothing happened. */
  async withRetry<Value>(method: string, request: () => Promise<Value>): Promise<Value> {
    for (let tries = 0; ; tries += 1) {
      const answered = isRateLimitedMethod(method) ? await this.acquire() : undefined;
      try {
        const value = await request();
        answered?.();
        return value;
      } catch (error) {
        const seconds = shortWait(error);
        if (seconds === undefined || tries >= retryLimits.most || !isRetriedMethod(method))
          throw error;
        await sleep(seconds * 1000);
      }
    }
  }

  override callApi: Telegram['callApi'] = (method, payload, options) =>
    this.withRetry(method, async () => {
      const patience = this.timeoutMs();
      // It is Node's own; telegraf types it as a polyfill's.
      const given = options?.signal as AbortSignal | undefined;
      const signal = given ?? (patience === undefined ? undefined : AbortSignal.timeout(patience));
      const answer = await this.post(method, { ...payload, ...this.extraParams(method) }, signal);
      // telegraf's types say what the result is, and take Telegram at its word as telegraf does.
      return parseApiResponse(answer) as never;
    });
}
