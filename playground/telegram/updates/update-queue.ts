import { type ApiError, botApiError } from '../bot-api/errors.ts';
import type { Update, UpdatePayloads } from '../bot-api/types.ts';
import { LIFETIMES, LIMITS, UPDATES_ON_REQUEST } from '../limits.ts';

/** How a bot reads its updates. */
export interface PollRequest {
  offset: number;
  limit: number;
  /** Seconds. */
  timeout: number;
  /** Undefined keeps the last choice, an empty list is Telegram's default. */
  allowed: string[] | undefined;
}

interface PendingPoll {
  finish: (answer: Update[] | ApiError) => void;
}

interface QueuedUpdate {
  update: Update;
  /** Milliseconds. */
  at: number;
  /** Delivered again even if the bot has confirmed it. */
  again?: true;
}

/** The bot's queue of updates, with the one long poll that may wait on it. */
export class UpdateQueue {
  private readonly now: () => number;
  private queued: QueuedUpdate[] = [];
  private last: Update | undefined;
  private nextId: number;
  private waiting: PendingPoll | undefined;
  private ending: ApiError | undefined;
  private allowed: string[] = [];
  /** Called when something can be delivered; the webhook listens here. */
  onUpdate: () => void = () => undefined;

  constructor(now: () => number, lastId = 100_000) {
    this.now = now;
    this.nextId = lastId + 1;
  }

  get allowedUpdates(): string[] {
    return this.allowed;
  }

  set allowedUpdates(types: string[]) {
    this.allowed = types;
  }

  /** Adds an update, unless the bot did not ask for its type. */
  push<K extends keyof UpdatePayloads>(type: K, payload: UpdatePayloads[K]): void {
    const wanted =
      this.allowed.length === 0 ? !UPDATES_ON_REQUEST.has(type) : this.allowed.includes(type);
    if (!wanted) return;
    const update: Update = { update_id: this.nextId++, [type]: structuredClone(payload) };
    this.queued.push({ update, at: this.now() });
    this.last = update;
    this.wake();
  }

  /** Delivers the latest update again even if it is confirmed, as Telegram sometimes does. */
  repeatLast(): void {
    if (!this.last) throw new Error('There was no update yet to repeat.');
    this.queued.push({ update: structuredClone(this.last), at: this.now(), again: true });
    this.wake();
  }

  /** Updates that are not older than a day, oldest first. */
  pendingUpdates(): Update[] {
    const since = this.now() - LIFETIMES.update;
    this.queued = this.queued.filter(({ at }) => at > since);
    return this.queued.map(({ update }) => update);
  }

  get pending(): number {
    return this.queued.length;
  }

  clear(): void {
    this.queued = [];
  }

  confirm(update: Update): void {
    this.queued = this.queued.filter((kept) => kept.update !== update);
  }

  /** Updates from an offset on; a negative one counts from the end. Confirms everything before. */
  private takeFrom(offset: number, limit: number): Update[] {
    if (offset < 0) this.queued = this.queued.slice(offset);
    else
      this.queued = this.queued.filter(({ update, again }) => again || update.update_id >= offset);
    const taken = this.pendingUpdates().slice(0, limit);
    this.queued = this.queued.filter(({ update, again }) => !again || !taken.includes(update));
    return taken;
  }

  /** Answers at once when there is something, else waits. A newer poll ends an older one. */
  poll(request: PollRequest, signal: AbortSignal): Promise<Update[]> {
    this.waiting?.finish(botApiError('otherPoller'));
    if (request.allowed) this.allowed = request.allowed;
    if (this.ending) {
      const error = this.ending;
      this.ending = undefined;
      return Promise.reject(error);
    }
    const limit = Math.min(Math.max(request.limit, 1), LIMITS.updatesAtOnce);
    const ready = this.takeFrom(request.offset, limit);
    const seconds = Math.min(Math.max(request.timeout, 0), LIMITS.longPollSeconds);
    if (ready.length > 0 || seconds === 0) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      const finish = (answer: Update[] | ApiError): void => {
        if (this.waiting !== waiting) return;
        this.waiting = undefined;
        clearTimeout(timer);
        if (Array.isArray(answer)) resolve(answer);
        else reject(answer);
      };
      const waiting: PendingPoll = {
        finish: (answer) =>
          finish(
            Array.isArray(answer) ? this.takeFrom(Math.max(request.offset, 0), limit) : answer,
          ),
      };
      const timer = setTimeout(() => waiting.finish([]), seconds * 1000);
      this.waiting = waiting;
      // The client is gone, so no update may count as delivered.
      signal.addEventListener('abort', () => finish([]), { once: true });
    });
  }

  /** Ends the waiting poll with an error, or else the next one. */
  endPoll(error: ApiError): void {
    if (this.waiting) this.waiting.finish(error);
    else this.ending = error;
  }

  /** Ends the waiting poll, if there is one. */
  abortPoll(error: ApiError): void {
    this.waiting?.finish(error);
  }

  private wake(): void {
    this.waiting?.finish([]);
    this.onUpdate();
  }
}
