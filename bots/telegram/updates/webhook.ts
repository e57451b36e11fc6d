import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import type { Telegram } from 'telegraf';
import type { ConnectionControl } from '../../supervisor.ts';
import { allowedUpdates, type HandleUpdate, type UpdateOutcome, updateSchema } from './update.ts';

/** The route of our web server that takes updates. */
export const webhookPath = '/telegram/webhook';

/** The header that carries the secret. Source: Bot API, setWebhook. */
const secretHeader = 'x-telegram-bot-api-secret-token';
/** Requests that Telegram may have open to us at once. Source: Bot API, setWebhook: 1–100. */
const mostConnections = 100;
/** How long an update may take before Telegram is told to come again, in milliseconds. It waits about 60 s itself. */
const handleTimeoutMs = 50_000;

export interface WebhookSettings {
  /** Under which others reach our web server. */
  publicUrl: string;
  /** Milliseconds between two looks at how Telegram gets on. */
  checkEvery?: number;
}

/** What Telegram proves itself with: made from the token, which never leaves in clear. */
export const webhookSecret = (token: string): string =>
  createHmac('sha256', token).update('callboard telegram webhook').digest('base64url');

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** The half that takes updates: a web handler. */
export interface WebhookIntake {
  /** Whether whoever calls knows the secret. */
  admits(headers: Headers): boolean;
  handle(request: Request): Promise<Response>;
  /** When an update was last answered well, in milliseconds since the epoch; 0 for never. */
  lastSuccessAt(): number;
  /** From now on every update is sent back, to come again later; resolves when those under way are answered. */
  close(): Promise<void>;
  open(): void;
}

const answer = (status: number): Response => new Response(null, { status });

/**
 * Answers 200 when something came of an update, so that Telegram keeps it until then and sends it again, also after a
 * crash. Who does not know the secret learns nothing: 404, as for any other address.
 */
export function createWebhookIntake(
  secret: string,
  handle: HandleUpdate,
  now: () => number,
): WebhookIntake {
  const expected = digest(secret);
  const underWay = new Set<Promise<unknown>>();
  let isOpen = false;
  let lastGood = 0;

  async function take(request: Request): Promise<Response> {
    const parsed = updateSchema.safeParse(await request.json().catch(() => undefined));
    if (!parsed.success) return answer(400);
    const { promise, resolve } = Promise.withResolvers<UpdateOutcome>();
    const tooLong = setTimeout(() => resolve('again'), handleTimeoutMs);
    handle(parsed.data).then(resolve);
    const handled = await promise;
    clearTimeout(tooLong);
    if (handled === 'again') return answer(503);
    lastGood = now();
    return answer(200);
  }

  const admits = (headers: Headers) =>
    timingSafeEqual(digest(headers.get(secretHeader) ?? ''), expected);

  return {
    admits,
    async handle(request) {
      if (!admits(request.headers)) return answer(404);
      if (!isOpen) return answer(503);
      const work = take(request);
      underWay.add(work);
      try {
        return await work;
      } finally {
        underWay.delete(work);
      }
    },
    lastSuccessAt: () => lastGood,
    async close() {
      isOpen = false;
      await Promise.allSettled(underWay);
      // The answers themselves still have to go out.
      await immediate();
    },
    open() {
      isOpen = true;
    },
  };
}

/**
 * Keeps the webhook set until the signal stops it. Told to stop, it stays set: Telegram keeps what comes meanwhile.
 * @throws whatever the platform answers, and when somebody else has moved the webhook
 */
export async function keepWebhookSet(
  telegram: Telegram,
  intake: WebhookIntake,
  { publicUrl, checkEvery = 30_000 }: WebhookSettings,
  line: ConnectionControl,
): Promise<void> {
  const url = publicUrl.replace(/\/+$/, '') + webhookPath;
  const { signal } = line;
  intake.open();
  await telegram.callApi('setWebhook', {
    url,
    secret_token: webhookSecret(telegram.token),
    allowed_updates: allowedUpdates,
    max_connections: mostConnections,
  });
  line.reportConnected();
  try {
    while (!signal.aborted) {
      await sleep(checkEvery, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const info = await telegram.getWebhookInfo();
      if (info.url !== url) throw new Error('the webhook was set to another address');
      const failedAt = (info.last_error_date ?? 0) * 1000;
      const isStuck = info.pending_update_count > 0 && failedAt + 1000 > intake.lastSuccessAt();
      if (isStuck && info.last_error_message) line.reportProblem(info.last_error_message);
      else line.reportConnected();
    }
  } finally {
    if (signal.aborted) await intake.close();
  }
}
