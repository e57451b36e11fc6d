import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from '../../../src/delivery/rate-limit/rate-limiter.ts';
import {
  type BotRateLimits,
  rateLimitPresets,
  scaleRateLimits,
} from '../../../src/delivery/rate-limit/rate-limits.ts';

const pace: BotRateLimits = {
  bot: { perSecond: 10, burst: 5, maxPerSecond: 12 },
  chat: { perSecond: 1, burst: 2 },
  group: { perSecond: 0.5, burst: 1 },
  maxInFlight: 4,
};

test('sends at most the limit and its burst in any second', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ chat: fc.constantFrom('a', 'b', 'c'), pause: fc.nat(400) }), {
        maxLength: 200,
      }),
      (asks) => {
        const pacer = createRateLimiter(pace);
        const sent: { at: number; chat: string }[] = [];
        let now = 0;
        for (const { chat, pause } of asks) {
          now += pause;
          if (pacer.botWaitMs(now) > 0 || pacer.chatWaitMs(chat, false, now) > 0) continue;
          pacer.consumeChat(chat, false, now);
          pacer.consume(now)(now);
          sent.push({ at: now, chat });
        }
        for (const { at } of sent) {
          const window = sent.filter((other) => other.at >= at && other.at < at + 1000);
          expect(window.length).toBeLessThanOrEqual(pace.bot.maxPerSecond);
          for (const chat of ['a', 'b', 'c']) {
            expect(window.filter((other) => other.chat === chat).length).toBeLessThanOrEqual(3);
          }
        }
      },
    ),
  );
});

test('waits exactly as long as needed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (sends) => {
      const pacer = createRateLimiter(pace);
      let now = 0;
      for (let count = 0; count < sends; count += 1) {
        now += pacer.botWaitMs(now);
        expect(pacer.botWaitMs(now)).toBe(0);
        pacer.consume(now)(now);
      }
      expect(now).toBeGreaterThanOrEqual(
        ((sends - pace.bot.burst) / pace.bot.perSecond) * 1000 - 1,
      );
    }),
  );
});

test('grants nothing extra when the clock goes back', () => {
  const pacer = createRateLimiter(pace);
  for (let count = 0; count < 5; count += 1) pacer.consume(1_000_000);
  expect(pacer.botWaitMs(0)).toBeGreaterThan(0);
});

test.each(
  Object.entries({
    ...rateLimitPresets,
    'telegram ×20': scaleRateLimits(rateLimitPresets.telegram, 20),
    'discord ×20': scaleRateLimits(rateLimitPresets.discord, 20),
  }),
)(
  '%s: comes close to the limit without exceeding it in any second, whatever stalls',
  (_name, fast) => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 30, maxLength: 60 }),
        (stalls) => {
          const pacer = createRateLimiter(fast);
          const sent: number[] = [];
          let now = 0;
          for (const stall of stalls) {
            now += stall;
            while (pacer.botWaitMs(now) === 0) {
              pacer.consume(now)(now);
              sent.push(now);
            }
          }
          for (const at of sent) {
            const second = sent.filter((other) => other > at - 1000 && other <= at).length;
            expect(second).toBeLessThanOrEqual(fast.bot.maxPerSecond);
          }
        },
      ),
      { numRuns: 30 },
    );
  },
);

test('counts requests outside of delivery too', () => {
  const pacer = createRateLimiter(pace);
  for (let count = 0; count < 5; count += 1) pacer.consume(0);
  expect(pacer.botWaitMs(0)).toBeGreaterThan(0);
});

test('pauses one chat for its own wait and all chats for a bot-wide wait', () => {
  const pacer = createRateLimiter(pace);
  pacer.pauseFor('a', 5_000, 0);
  expect(pacer.chatWaitMs('a', false, 1_000)).toBe(4_000);
  expect(pacer.chatWaitMs('b', false, 1_000)).toBe(0);
  expect(pacer.botWaitMs(1_000)).toBeLessThanOrEqual(0);
  pacer.pauseFor(undefined, 5_000, 0);
  expect(pacer.botWaitMs(1_000)).toBe(4_000);
});

test('keeps answers and deliveries together within the limit, answers first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(900), { maxLength: 12 }), (pauses) => {
      const pacer = createRateLimiter(rateLimitPresets.telegram);
      const asked = new Map<number, number>();
      let at = 1_500;
      for (const [index, pause] of pauses.entries()) {
        at += pause;
        asked.set(index, at);
      }
      const sent: number[] = [];
      for (let now = 0; now < at + 2_000; now += 1) {
        for (const [index, since] of asked) {
          if (since > now || pacer.commandWaitMs(now) > 0) continue;
          pacer.consumeForCommand(now)(now);
          sent.push(now);
          asked.delete(index);
          // Concurrent commands wait for a slot each, never for deliveries.
          expect(now - since).toBeLessThan(200 + 50 * pauses.length);
        }
        const isWaitedFor = [...asked.values()].some((since) => since <= now);
        if (isWaitedFor || pacer.botWaitMs(now) > 0) continue;
        pacer.consume(now)(now);
        sent.push(now);
      }
      expect(asked.size).toBe(0);
      for (const from of sent) {
        expect(sent.filter((one) => one >= from && one < from + 1000).length).toBeLessThanOrEqual(
          30,
        );
      }
    }),
    { numRuns: 30 },
  );
});

test('does not delay answers when nothing is delivered', () => {
  const pacer = createRateLimiter(rateLimitPresets.telegram);
  for (let count = 0; count < 100; count += 1) {
    expect(pacer.commandWaitMs(10_000)).toBe(0);
    pacer.consumeForCommand(10_000)(10_000);
  }
});
