import pino from 'pino';
import { expect, test } from 'vitest';
import type { Publisher, SendResult } from '../../../src/delivery/publisher.ts';
import { createCircuitBreaker } from '../../../src/delivery/worker/circuit-breaker.ts';
import { createManualClock } from '../manual-clock.ts';

const unused = () => Promise.reject(new Error('not expected'));

/** A publisher that answers probes as instructed, by default with success. */
function createProbed(...answers: (SendResult<void> | 'hangs')[]) {
  let probes = 0;
  const publisher: Publisher = {
    ...{ platform: 'telegram', botId: 'x', supportsIdempotencyKey: false },
    render: () => ({ partCount: 1, send: unused, edit: unused }),
    ...{ remove: unused, pin: unused, unpin: unused },
    probe() {
      probes += 1;
      const answer = answers.shift() ?? { ok: true, value: undefined };
      return answer === 'hangs' ? new Promise(() => undefined) : Promise.resolve(answer);
    },
  };
  return { publisher, probes: () => probes };
}

const lost = { ok: false, kind: 'ambiguous', reason: 'x' } as const;
const open = () => {
  const manual = createManualClock();
  const breaker = createCircuitBreaker({ clock: manual.clock, log: pino({ level: 'silent' }) });
  return { ...manual, breaker };
};

test('does not probe while requests are answered', async () => {
  const { breaker } = open();
  const { publisher, probes } = createProbed();
  expect(await breaker.tryClose(publisher)).toBe(0);
  expect(probes()).toBe(0);
});

test('given no response, probes at growing intervals until there is one', async () => {
  const { breaker, advance } = open();
  const { publisher, probes } = createProbed(lost, lost);
  breaker.trip();
  expect(await breaker.tryClose(publisher)).toBe(500);
  expect(await breaker.tryClose(publisher)).toBe(500);
  expect(probes()).toBe(1);
  advance(500);
  expect(await breaker.tryClose(publisher)).toBe(1_000);
  advance(1_000);
  expect(await breaker.tryClose(publisher)).toBe(0);
  expect(probes()).toBe(3);
});

test('takes an error response for a response, and a probe that hangs for none', async () => {
  const { breaker } = open();
  breaker.trip();
  expect(await breaker.tryClose(createProbed('hangs').publisher)).toBe(500);
  const other = open().breaker;
  other.trip();
  const rejected = { ok: false, kind: 'rejected', reason: 'x' } as const;
  expect(await other.tryClose(createProbed(rejected).publisher)).toBe(0);
});
