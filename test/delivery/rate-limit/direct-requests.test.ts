import { beforeEach, expect, test, vi } from 'vitest';
import type { SendError, SendResult } from '../../../src/delivery/publisher.ts';
import { createDirectRequests } from '../../../src/delivery/rate-limit/direct-requests.ts';
import { createRateLimiter } from '../../../src/delivery/rate-limit/rate-limiter.ts';
import { rateLimitPresets } from '../../../src/delivery/rate-limit/rate-limits.ts';
import { createManualClock } from '../manual-clock.ts';

const chat = { id: 'c1', isGroup: true };
const done: SendResult<string> = { ok: true, value: 'done' };

const answered = vi.fn<() => void>();
const record = vi.fn(async () => {});
const recordInvalidRequest = vi.fn(async () => {});
beforeEach(() => vi.clearAllMocks());

function open({ isBusy = false } = {}) {
  const { clock, advance } = createManualClock();
  const rateLimiter = createRateLimiter(rateLimitPresets.telegram);
  const request = createDirectRequests({
    ...{ rateLimiter, clock },
    throttle: { acquire: async () => (isBusy ? undefined : answered) },
    retryAfter: { record, recordInvalidRequest },
  });
  return { request, rateLimiter, clock, advance };
}

test('makes a request that counts towards the limit of its chat', async () => {
  const { request, rateLimiter, clock } = open();
  const spare = rateLimiter.chatWaitMs('c2', true, clock.monotonic());
  expect(await request(chat, async () => done)).toEqual(done);
  expect(answered).toHaveBeenCalledOnce();
  while (rateLimiter.chatWaitMs(chat.id, true, clock.monotonic()) === 0)
    await request(chat, async () => done);
  expect(rateLimiter.chatWaitMs('c2', true, clock.monotonic())).toBe(spare);
});

test('makes no request while the chat has to wait', async () => {
  const { request, rateLimiter, clock, advance } = open();
  rateLimiter.pauseFor(chat.id, 7_000, clock.monotonic());
  const act = vi.fn(async () => done);
  expect(await request(chat, act)).toMatchObject({
    kind: 'rateLimited',
    seconds: 7,
    scope: 'chat',
  });
  expect(act).not.toHaveBeenCalled();
  advance(7_000);
  expect(await request(chat, act)).toEqual(done);
});

test('makes no request while the bot has no slot', async () => {
  const act = vi.fn(async () => done);
  const { request } = open({ isBusy: true });
  expect(await request(chat, act)).toMatchObject({ kind: 'rateLimited', scope: 'bot' });
  expect(act).not.toHaveBeenCalled();
});

test.each<[SendError, { isAnswer: boolean; pauses: boolean; isInvalid: boolean }]>([
  [
    { kind: 'rateLimited', seconds: 3, scope: 'bot' },
    { isAnswer: true, pauses: true, isInvalid: false },
  ],
  [
    { kind: 'chatClosed', reason: 'noRights', countsTowardBan: true },
    { isAnswer: true, pauses: false, isInvalid: true },
  ],
  [
    { kind: 'rejected', reason: 'bad' },
    { isAnswer: true, pauses: false, isInvalid: false },
  ],
  // What never answered says nothing of how long answers take.
  [
    { kind: 'transient', reason: 'down' },
    { isAnswer: false, pauses: false, isInvalid: false },
  ],
  [
    { kind: 'ambiguous', reason: 'timeout' },
    { isAnswer: false, pauses: false, isInvalid: false },
  ],
])('hands on what the platform says: %j', async (error, { isAnswer, pauses, isInvalid }) => {
  const failed = { ok: false as const, ...error };
  expect(await open().request(chat, async () => failed)).toEqual(failed);
  expect(answered).toHaveBeenCalledTimes(isAnswer ? 1 : 0);
  expect(record).toHaveBeenCalledTimes(pauses ? 1 : 0);
  expect(recordInvalidRequest).toHaveBeenCalledTimes(isInvalid ? 1 : 0);
});
