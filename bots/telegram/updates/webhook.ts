import { createHmac, timingSafeEqual } from 'node:crypto';
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { ConnectionControl } from '../../shared/connection-supervisor.ts';
import { allowedUpdates, type HandleUpdate, type UpdateOutcome, updateSchema } from './update.ts';

/** Path of our web server that receives updates. */
export const webhookPath = '/telegram/webhook';

/** Header with the secret. Source: Bot API, setWebhook. */
const secretHeader = 'x-telegram-bot-api-secret-token';
/** Concurrent requests from Telegram. Source: Bot API, setWebhook: 1–100. */
const maxConnections = 100;
/** How long an update may take before Telegram is told to retry it, in milliseconds. Telegram itself waits about 60 s. */
const handleTimeoutMs = 50_000;

export interface WebhookSettings {
  /** Address at which Telegram reaches our web server. */
  publicUrl: string;
  /** Milliseconds between two checks of the webhook's state. */
  checkEvery?: number;
}

/** The secret that Telegram sends with every update, derived from the token. */
export const webhookSecret = (token: string): string =>
  createHmac('sha256', token).update('callboard telegram webhook').digest('base64url');

/** Receives updates as a web handler. */
export interface WebhookIntake {
  /** Whether the request has the secret. */
  isAuthentic(headers: Headers): boolean;
  handle(request: Request): Promise<Response>;
  /** When an update was last handled, in milliseconds since the epoch; 0 for never. */
  lastSuccessAt(): number;
  /** Rejects updates from now on, so that Telegram retries them; resolves when those in progress are answered. */
  close(): Promise<void>;
  open(): void;
}

const emptyResponse = (status: number): Response => new Response(null, { status });

/**
 * Answers 200 once an update is handled, so that Telegram repeats it otherwise, also after a crash. A request without the
 * secret gets the 404 of an unknown path.
 */
export function createWebhookIntake(
  secret: string,
  handle: HandleUpdate,
  now: () => number,
): WebhookIntake {
  const expected = Buffer.from(secret);
  const inProgress = new Set<Promise<unknown>>();
  let isOpen = false;
  let lastSuccessAt = 0;

  async function receive(request: Request): Promise<Response> {
    const parsed = updateSchema.safeParse(await request.json().catch(() => undefined));
    if (!parsed.success) return emptyResponse(400);
    const { promise, resolve } = Promise.withResolvers<UpdateOutcome>();
    const timeout = setTimeout(() => resolve('retry'), handleTimeoutMs);
    handle(parsed.data).then(resolve);
    const outcome = await promise;
    clearTimeout(timeout);
    if (outcome === 'retry') return emptyResponse(503);
    lastSuccessAt = now();
    return emptyResponse(200);
  }

  // How long the secret is, is no secret: it is derived from the token.
  const isAuthentic = (headers: Headers) => {
    const given = Buffer.from(headers.get(secretHeader) ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };

  return {
    isAuthentic,
    async handle(request) {
      if (!isAuthentic(request.headers)) return emptyResponse(404);
      if (!isOpen) return emptyResponse(503);
      const work = receive(request);
      inProgress.add(work);
      try {
        return await work;
      } finally {
        inProgress.delete(work);
      }
    },
    lastSuccessAt: () => lastSuccessAt,
    async close() {
      isOpen = false;
      await Promise.allSettled(inProgress);
      // Let the responses be sent.
      await immediate();
    },
    open() {
      isOpen = true;
    },
  };
}

/**
 * Sets the webhook and checks its state until the signal aborts. It stays set then: Telegram keeps new updates.
 * @throws TelegramError, network errors, and Error when the webhook was set to another address
 */
export async function keepWebhookSet(
  telegram: Telegram,
  intake: WebhookIntake,
  { publicUrl, checkEvery = 30_000 }: WebhookSettings,
  { signal, reportConnected, reportProblem }: ConnectionControl,
): Promise<void> {
  const url = publicUrl.replace(/\/+$/, '') + webhookPath;
  intake.open();
  await telegram.callApi('setWebhook', {
    url,
    secret_token: webhookSecret(telegram.token),
    allowed_updates: allowedUpdates,
    max_connections: maxConnections,
  });
  reportConnected();
  try {
    while (!signal.aborted) {
      await sleep(checkEvery, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const info = await telegram.getWebhookInfo();
      if (info.url !== url) throw new Error('the webhook was set to another address');
      const failedAt = (info.last_error_date ?? 0) * 1000;
      const isStuck = info.pending_update_count > 0 && failedAt + 1000 > intake.lastSuccessAt();
      if (isStuck && info.last_error_message) reportProblem(info.last_error_message);
      else reportConnected();
    }
  } finally {
    if (signal.aborted) await intake.close();
  }
}
