import { expect, test } from 'vitest';
import type { PauseStore } from '../../../src/delivery/rate-limit/pause-store.ts';
import { createRateLimiter } from '../../../src/delivery/rate-limit/rate-limiter.ts';
import { unlimitedRate } from '../../../src/delivery/rate-limit/rate-limits.ts';
import { createRetryAfterHandler } from '../../../src/delivery/rate-limit/retry-after.ts';
import { createManualClock } from '../manual-clock.ts';

function open() {
  const { clock, advance } = createManualClock();
  const rateLimiter = createRateLimiter(unlimitedRate(10));
  const saved = new Map<string, { leftMs: number; count: number }>();
  const store: PauseStore = {
    async save(key, ms, count = 0) {
      saved.set(key, { leftMs: ms, count });
    },
    load: async () => [...saved].map(([key, pause]) => ({ key, ...pause })),
  };
  const handler = createRetryAfterHandler({ store, rateLimiter, clock });
  const waits = (chatId: string) => ({
    bot: rateLimiter.botWaitMs(clock.monotonic()),
    chat: rateLimiter.chatWaitMs(chatId, false, clock.monotonic()),
  });
  return { clock, advance, store, saved, handler, waits };
}
const limited = (seconds: number, scope: 'delivery' | 'chat' | 'bot' | 'unspecified') =>
  ({ kind: 'rateLimited', seconds, scope }) as const;

test.each([
  ['delivery', { bot: 0, chat: 0 }],
  ['chat', { bot: 0, chat: 30_000 }],
  ['bot', { bot: 30_000, chat: 0 }],
] as const)('given a retry-after for the %s, pauses no more than that', async (scope, expected) => {
  const { handler, waits } = open();
  await handler.record(limited(30, scope), 'a');
  expect(waits('a')).toEqual(expected);
});

test('given a retry-after without a scope, pauses the bot once a second chat gets one', async () => {
  const { handler, waits } = open();
  await handler.record(limited(30, 'unspecified'), 'a');
  expect(waits('a')).toEqual({ bot: 300, chat: 30_000 });
  await handler.record(limited(30, 'unspecified'), 'a');
  expect(waits('a').bot).toBe(300);
  await handler.record(limited(20, 'unspecified'), 'b');
  expect(waits('b').bot).toBe(30_000);
});

test('stores pauses of five seconds and more, and restores them', async () => {
  const { handler, saved, store, clock } = open();
  await handler.record(limited(4, 'bot'), 'a');
  expect(saved.size).toBe(0);
  await handler.record(limited(60, 'chat'), 'a');
  const rateLimiter = createRateLimiter(unlimitedRate(10));
  await createRetryAfterHandler({ store, rateLimiter, clock }).restore();
  expect(rateLimiter.chatWaitMs('a', false, clock.monotonic())).toBe(60_000);
});
