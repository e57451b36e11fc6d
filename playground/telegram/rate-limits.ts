import { tooMany } from './errors.ts';
import { PAID_RATE, RATES, type RateLimit } from './limits.ts';

/** Counts what was sent in sliding windows, as Telegram's flood limits do. */
export class RateLimits {
  private readonly now: () => number;
  private readonly faster: number;
  private readonly sent = new Map<string, number[]>();

  /** @param faster how many times the real rates are allowed */
  constructor(now: () => number, faster = 1) {
    this.now = now;
    this.faster = faster;
  }

  /**
   * Counts messages to a chat, or refuses them all.
   * @param paid whether the bot pays for a faster broadcast
   * @throws ApiError 429 with the whole seconds until the narrowest window has room.
   */
  take(chat: { id: number; type: string }, messages: number, paid = false): void {
    const group = chat.type === 'group' || chat.type === 'supergroup';
    const windows: [string, RateLimit][] = [
      paid ? ['paid', PAID_RATE] : ['bot', RATES.bot],
      [`chat ${chat.id}`, RATES.chat],
      ...(group ? ([[`group ${chat.id}`, RATES.group]] satisfies [string, RateLimit][]) : []),
    ];
    const waits = windows.map(([key, limit]) => this.wait(key, limit));
    const wait = Math.max(...waits);
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
    for (const [key] of windows) {
      const times = this.sent.get(key) ?? [];
      times.push(...Array<number>(messages).fill(this.now()));
      this.sent.set(key, times);
    }
  }

  /** Milliseconds until one more fits. An album goes through whole when its first message does. */
  private wait(key: string, limit: RateLimit): number {
    const times = this.sent.get(key) ?? [];
    const since = this.now() - limit.within;
    const first = times.findIndex((time) => time > since);
    times.splice(0, first === -1 ? times.length : first);
    const blocking = times.at(-limit.messages * this.faster);
    return blocking === undefined ? 0 : blocking + limit.within - this.now();
  }
}
