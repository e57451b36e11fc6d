import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacer, type Pace, paces, timesFaster } from '../../src/delivery/pacing.ts';

const pace: Pace = {
  bot: { perSecond: 10, burst: 5, inSecond: 12 },
  chat: { perSecond: 1, burst: 2 },
  group: { perSecond: 0.5, burst: 1 },
  inHand: 4,
};

test('in no second are there more sends than the limit and its burst', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ chat: fc.constantFrom('a', 'b', 'c'), pause: fc.nat(400) }), {
        maxLength: 200,
      }),
      (asks) => {
        const pacer = createPacer(pace);
        const sent: { at: number; chat: string }[] = [];
        let now = 0;
        for (const { chat, pause } of asks) {
          now += pause;
          if (pacer.botWait(now) > 0 || pacer.chatWait(chat, false, now) > 0) continue;
          pacer.take(chat, false, now);
          pacer.spend(now)(now);
          sent.push({ at: now, chat });
        }
        for (const { at } of sent) {
          const window = sent.filter((other) => other.at >= at && other.at < at + 1000);
          expect(window.length).toBeLessThanOrEqual(pace.bot.inSecond);
          for (const chat of ['a', 'b', 'c']) {
            expect(window.filter((other) => other.chat === chat).length).toBeLessThanOrEqual(3);
          }
        }
      },
    ),
  );
});

test('a wait is exactly long enough', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (sends) => {
      const pacer = createPacer(pace);
      let now = 0;
      for (let count = 0; count < sends; count += 1) {
        now += pacer.botWait(now);
        expect(pacer.botWait(now)).toBe(0);
        pacer.spend(now)(now);
      }
      expect(now).toBeGreaterThanOrEqual(
        ((sends - pace.bot.burst) / pace.bot.perSecond) * 1000 - 1,
      );
    }),
  );
});

test('a clock that goes back gives nothing away', () => {
  const pacer = createPacer(pace);
  for (let count = 0; count < 5; count += 1) pacer.spend(1_000_000);
  expect(pacer.botWait(0)).toBeGreaterThan(0);
});

test.each(
  Object.entries({
    ...paces,
    'telegram ×20': timesFaster(paces.telegram, 20),
    'discord ×20': timesFaster(paces.discord, 20),
  }),
)(
  '%s: the rate comes near the limit and no second has more, however the process stalls',
  (_name, fast) => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 30, maxLength: 60 }),
        (stalls) => {
          const pacer = createPacer(fast);
          const sent: number[] = [];
          let now = 0;
          for (const stall of stalls) {
            now += stall;
            while (pacer.botWait(now) === 0) {
              pacer.spend(now)(now);
              sent.push(now);
            }
          }
          for (const at of sent) {
            const second = sent.filter((other) => other > at - 1000 && other <= at).length;
            expect(second).toBeLessThanOrEqual(fast.bot.inSecond);
          }
        },
      ),
      { numRuns: 30 },
    );
  },
);

test('what the bot says outside of delivery counts too', () => {
  const pacer = createPacer(pace);
  for (let count = 0; count < 5; count += 1) pacer.spend(0);
  expect(pacer.botWait(0)).toBeGreaterThan(0);
});

test('a wait of one chat holds that chat alone, one of the bot holds all', () => {
  const pacer = createPacer(pace);
  pacer.hold('a', 5_000, 0);
  expect(pacer.chatWait('a', false, 1_000)).toBe(4_000);
  expect(pacer.chatWait('b', false, 1_000)).toBe(0);
  expect(pacer.botWait(1_000)).toBeLessThanOrEqual(0);
  pacer.hold(undefined, 5_000, 0);
  expect(pacer.botWait(1_000)).toBe(4_000);
});

test('answers and deliveries together stay within what the platform allows, and answers go first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(900), { maxLength: 12 }), (pauses) => {
      const pacer = createPacer(paces.telegram);
      const asked = new Map<number, number>();
      let at = 1_500;
      for (const [index, pause] of pauses.entries()) {
        at += pause;
        asked.set(index, at);
      }
      const sent: number[] = [];
      for (let now = 0; now < at + 2_000; now += 1) {
        for (const [index, since] of asked) {
          if (since > now || pacer.answerWait(now) > 0) continue;
          pacer.answer(now)(now);
          sent.push(now);
          asked.delete(index);
          // A few at once wait for a slot each, never for what is delivered.
          expect(now - since).toBeLessThan(200 + 50 * pauses.length);
        }
        const isWaitedFor = [...asked.values()].some((since) => since <= now);
        if (isWaitedFor || pacer.botWait(now) > 0) continue;
        pacer.spend(now)(now);
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

test('where nothing is delivered answers wait for nothing', () => {
  const pacer = createPacer(paces.telegram);
  for (let count = 0; count < 100; count += 1) {
    expect(pacer.answerWait(10_000)).toBe(0);
    pacer.answer(10_000)(10_000);
  }
});
