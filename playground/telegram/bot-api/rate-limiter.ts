import { PAID_SEND_RATE, type RateLimit, SEND_RATES } from '../limits.ts';
import { tooManyRequests } from './errors.ts';

/** Counts messages in sliding windows, like Telegram's flood limits. */
export class FloodLimiter {
  private readonly now: () => number;
  private readonly rateMultiplier: number;
  private readonly sent = new Map<string, number[]>();

  /** @param faster factor of the real rate limits */
  constructor(now: () => number, faster = 1) {
    this.now = now;
    this.rateMultiplier = faster;
  }

  /**
   * Counts messages to a chat, or refuses them all.
   * @param paid whether the bot pays for a faster broadcast
   * @throws ApiError 429 with the whole seconds until the narrowest window has room.
   */
  consume(chat: { id: number; type: string }, messages: number, paid = false): void {
    const group = chat.type === 'group' || chat.type === 'supergroup';
    const windows: [string, RateLimit][] = [
      paid ? ['paid', PAID_SEND_RATE] : ['bot', SEND_RATES.bot],
      [`chat ${chat.id}`, SEND_RATES.chat],
      ...(group ? ([[`group ${chat.id}`, SEND_RATES.group]] satisfies [string, RateLimit][]) : []),
    ];
    const waits = windows.map(([key, limit]) => this.waitMs(key, limit));
    const wait = Math.max(...waits);
    if (wait > 0) throw tooManyRequests(Math.ceil(wait / 1000));
    for (const [key] of windows) {
      const times = this.sent.get(key) ?? [];
      times.push(...Array<number>(messages).fill(this.now()));
      this.sent.set(key, times);
    }
  }

  /** Milliseconds until one more fits. An album goes through whole when its first message does. */
  private waitMs(key: string, limit: RateLimit): number {
    const times = this.sent.get(key) ?? [];
    const since = this.now() - limit.windowMs;
    const first = times.findIndex((time) => time > since);
    times.splice(0, first === -1 ? times.length : first);
    const blocking = times.at(-limit.messages * this.rateMultiplier);
    return blocking === undefined ? 0 : blocking + limit.windowMs - this.now();
  }
}
