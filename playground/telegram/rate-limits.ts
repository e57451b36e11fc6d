import { tooMany } from './errors.ts';
import { RATES, type RateLimit } from './limits.ts';

/** Counts what was sent in sliding windows, as Telegram's flood limits do. */
export class RateLimits {
  private readonly now: () => number;
  private readonly sent = new Map<string, number[]>();

  constructor(now: () => number) {
    this.now = now;
  }

  /**
   * Counts messages to a chat, or refuses them all.
   * @throws ApiError 429 with the whole seconds until the narrowest window has room.
   */
  take(chat: { id: number; type: string }, messages: number): void {
    const group = chat.type === 'group' || chat.type === 'supergroup';
    const windows: [string, RateLimit][] = [
      ['bot', RATES.bot],
      [`chat ${chat.id}`, RATES.chat],
      ...(group ? ([[`group ${chat.id}`, RATES.group]] satisfies [string, RateLimit][]) : []),
    ];
    const waits = windows.map(([key, limit]) => this.wait(key, limit));
    const wait = Math.max(...waits);
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
    for (const [key] of windows) {
      const times = this.sent.get(key) ?? [];
      this.sent.set(key, [...times, ...Array<number>(messages).fill(this.now())]);
    }
  }

  /** Milliseconds until one more fits. An album goes through whole when its first message does. */
  private wait(key: string, limit: RateLimit): number {
    const since = this.now() - limit.within;
    const times = (this.sent.get(key) ?? []).filter((time) => time > since);
    this.sent.set(key, times);
    const blocking = times.at(-limit.messages);
    return blocking === undefined ? 0 : blocking + limit.within - this.now();
  }
}
