import { z } from 'zod';
import type { Update } from '../bot-api/types.ts';
import { createHttpPoster } from './http-poster.ts';
import type { UpdateQueue } from './update-queue.ts';

/** The webhook and its last errors. */
export interface WebhookSetup {
  url: string;
  secret: string;
  maxConnections: number;
  ipAddress: string;
}

/** Milliseconds before the first retry; each following one waits twice as long, to the longest. */
const RETRY = { first: 100, longest: 10_000 } as const;
const ANSWER_TIMEOUT = 60_000;

const call = z.looseObject({ method: z.string() });

/** Sends updates to the bot's webhook: one at a time for a chat, in order, again until it answers 2xx. */
export class WebhookSender {
  private readonly queue: UpdateQueue;
  private readonly now: () => number;
  /** Performs a method in the bot's response to an update. */
  private readonly execute: (method: string, params: Record<string, unknown>) => Promise<unknown>;
  /** Whether webhooks may use any address, as on a self-hosted Bot API server (`--local`). */
  readonly anyPort: boolean;
  private readonly busy = new Set<number>();
  private readonly poster = createHttpPoster();
  private stopping = new AbortController();
  private setup: WebhookSetup | undefined;
  private lastError: { at: number; message: string } | undefined;

  constructor(
    queue: UpdateQueue,
    now: () => number,
    execute: (method: string, params: Record<string, unknown>) => Promise<unknown>,
    anyPort: boolean,
  ) {
    this.anyPort = anyPort;
    this.queue = queue;
    this.now = now;
    this.execute = execute;
    queue.onUpdate = () => this.deliver();
  }

  get active(): boolean {
    return this.setup !== undefined;
  }

  set(setup: WebhookSetup | undefined): void {
    this.stop();
    this.stopping = new AbortController();
    this.setup = setup;
    this.lastError = undefined;
    this.deliver();
  }

  stop(): void {
    this.setup = undefined;
    this.stopping.abort();
    this.poster.close();
    this.busy.clear();
  }

  /** `WebhookInfo`. */
  info(): Record<string, unknown> {
    const { setup, lastError } = this;
    return {
      url: setup?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.queue.pending,
      ...(lastError && {
        last_error_date: Math.floor(lastError.at / 1000),
        last_error_message: lastError.message,
      }),
      ...(setup && { max_connections: setup.maxConnections }),
      ...(setup?.ipAddress && { ip_address: setup.ipAddress }),
      ...(this.queue.allowedUpdates.length > 0 && { allowed_updates: this.queue.allowedUpdates }),
    };
  }

  private deliver(): void {
    if (!this.setup) return;
    for (const update of this.queue.pendingUpdates()) {
      const chat = chatOf(update);
      if (this.busy.has(chat)) continue;
      this.busy.add(chat);
      void this.send(update, this.setup, this.stopping.signal).then((sent) => {
        if (!sent) return;
        this.busy.delete(chat);
        this.deliver();
      });
    }
  }

  private async send(update: Update, setup: WebhookSetup, stop: AbortSignal): Promise<boolean> {
    for (let wait: number = RETRY.first; !stop.aborted; wait = Math.min(2 * wait, RETRY.longest)) {
      const problem = await this.attempt(update, setup, stop);
      if (stop.aborted) return false;
      if (problem === undefined) {
        this.queue.confirm(update);
        return true;
      }
      this.lastError = { at: this.now(), message: problem };
      await pause(wait, stop);
    }
    return false;
  }

  /** Sends once. @returns Telegram's error message, if it failed */
  private async attempt(
    update: Update,
    { url, secret }: WebhookSetup,
    stop: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const { status, statusText, body } = await this.poster.postJson(url, JSON.stringify(update), {
        headers: secret ? { 'x-telegram-bot-api-secret-token': secret } : {},
        patience: ANSWER_TIMEOUT,
        signal: stop,
      });
      if (status < 200 || status > 299) {
        return `Wrong response from the webhook: ${status} ${statusText}`;
      }
      await this.executeReply(body);
      return undefined;
    } catch {
      return stop.aborted ? undefined : 'Connection refused';
    }
  }

  private async executeReply(body: string): Promise<void> {
    const reply = call.safeParse(parseJson(body));
    if (!reply.success) return;
    const { method, ...params } = reply.data;
    await this.execute(method, params);
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const chatOf = (update: Update): number =>
  (
    update.message ??
    update.edited_message ??
    update.channel_post ??
    update.edited_channel_post ??
    update.callback_query?.message ??
    update.my_chat_member
  )?.chat.id ?? 0;

function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    stop.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
