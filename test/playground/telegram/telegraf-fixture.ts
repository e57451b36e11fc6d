import { once } from 'node:events';
import { Telegraf } from 'telegraf';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { sampleWorld } from '../../../playground/sample-world.ts';
import {
  type LocalTelegram,
  type LocalTelegramOptions,
  startLocalTelegram,
} from '../../../playground/telegram/index.ts';

export const GROUP = -4000000003;
export const SUPERGROUP = -1001000000001;
export const CHANNEL = -1001000000002;
export const LINH = 500001;
export const MINH = 500002;

/** Starts a local Telegram with the sample world; it stops when the test ends. */
export async function startTelegram(
  options: Partial<LocalTelegramOptions> = {},
): Promise<LocalTelegram> {
  const telegram = await startLocalTelegram({
    world: sampleWorld,
    anyWebhookPort: true,
    ...options,
  });
  onTestFinished(() => telegram.stop());
  return telegram;
}

/** A telegraf client of the local Telegram that does not poll. */
export const telegrafClient = (
  { url }: LocalTelegram,
  token = sampleWorld.telegram.bot.token,
): Telegraf => new Telegraf(token, { telegram: { apiRoot: url } });

/** Starts telegraf's polling and resolves once its first poll waits. It stops when the test ends. */
export async function startPolling(bot: Telegraf): Promise<{ ended: Promise<unknown> }> {
  const launched = new EventTarget();
  const ready = once(launched, 'launched');
  const ended = bot
    .launch({}, () => launched.dispatchEvent(new Event('launched')))
    .catch((error: unknown) => error);
  onTestFinished(() => {
    try {
      bot.stop();
    } catch {
      // Telegraf throws when its polling has ended already.
    }
  });
  await ready;
  return { ended };
}

/** Resolves when the condition holds, looking after every change of what people see. */
export function waitUntil(telegram: LocalTelegram, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = telegram.driver.onChange(look);
    look();
  });
}

/** What a place shows: the text of each message. */
export const visibleTexts = (telegram: LocalTelegram, actor: string, place: string): string[] =>
  telegram.driver.messages(actor, place).map(({ body }) => body.map(({ text }) => text).join(''));

/** The description of the error that a call ends with. */
export async function errorMessageOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('The call was not refused.');
}

/**
 * Sends files as a form. Telegraf's own uploads never end on Node 26: its `sandwich-stream` reads one chunk a time
 * from a stream that no longer joins them.
 */
export async function uploadFiles(
  { url }: LocalTelegram,
  method: string,
  fields: Record<string, string | number | File>,
): Promise<{ ok: boolean; description?: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.append(name, value instanceof File ? value : String(value));
  }
  const { token } = sampleWorld.telegram.bot;
  const answer = await fetch(`${url}/bot${token}/${method}`, { method: 'POST', body: form });
  return z
    .looseObject({ ok: z.boolean(), description: z.string().optional() })
    .parse(await answer.json());
}
