import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAlarm, type HealthNotice } from '../../../src/operations/health/alarm.ts';
import type { HealthProblem } from '../../../src/operations/health/health-report.ts';

const minute = 60_000;
const trouble: HealthProblem = { component: 'database', since: 0, reason: 'ECONNREFUSED' };

function stand(operators = ['telegram:1', 'discord:2']) {
  const state = { now: 0, troubles: [] as HealthProblem[], deaf: new Set<string>() };
  const notices: { to: string; news: HealthNotice }[] = [];
  const alarm = createAlarm({
    findProblems: async () => state.troubles,
    operators,
    async notify(to, news) {
      if (state.deaf.has(to)) return false;
      notices.push({ to, news });
      return true;
    },
    clock: { now: () => state.now, sleep: async () => undefined },
  });
  const pass = async (milliseconds: number) => {
    state.now += milliseconds;
    await alarm.check();
  };
  return { state, told: notices, pass };
}

const said = (notices: { to: string; news: HealthNotice }[]) =>
  notices.map(({ to, news }) => `${to} ${news.status}`);

test('alerts each operator once after five minutes of failure and once on recovery', async () => {
  const { state, told, pass } = stand();
  await pass(0);
  state.troubles = [trouble];
  await pass(minute);
  await pass(4 * minute);
  expect(told).toEqual([]);
  await pass(minute);
  for (let count = 0; count < 100; count += 1) await pass(minute);
  expect(said(told)).toEqual(['telegram:1 bad', 'discord:2 bad']);
  expect(told[0]?.news).toMatchObject({ status: 'bad', since: minute, problems: [trouble] });
  state.troubles = [];
  await pass(minute);
  expect(told).toHaveLength(2);
  await pass(minute);
  await pass(minute);
  expect(said(told).slice(2)).toEqual(['telegram:1 good', 'discord:2 good']);
});

test('does not alert on a short or flapping failure', async () => {
  const { state, told, pass } = stand();
  for (let count = 0; count < 20; count += 1) {
    state.troubles = [trouble];
    await pass(minute);
    state.troubles = [];
    await pass(minute);
    await pass(minute);
  }
  expect(told).toEqual([]);
});

test('tells an unreachable operator later and sends no recovery without a prior alert', async () => {
  const { state, told, pass } = stand();
  state.troubles = [trouble];
  state.deaf.add('telegram:1').add('discord:2');
  await pass(0);
  await pass(5 * minute);
  expect(told).toEqual([]);
  state.deaf.delete('telegram:1');
  await pass(minute);
  expect(said(told)).toEqual(['telegram:1 bad']);
  state.troubles = [];
  await pass(minute);
  state.deaf.clear();
  await pass(minute);
  expect(said(told)).toEqual(['telegram:1 bad', 'telegram:1 good']);
});

test('never sends the same state twice in a row', async () => {
  const step = fc.record({
    passes: fc.integer({ min: 0, max: 8 * minute }),
    isBad: fc.boolean(),
    isDeaf: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { state, told, pass } = stand(['telegram:1']);
      for (const { passes, isBad, isDeaf } of steps) {
        state.troubles = isBad ? [trouble] : [];
        state.deaf = new Set(isDeaf ? ['telegram:1'] : []);
        await pass(passes);
      }
      const kinds = told.map(({ news }) => news.status);
      expect(kinds.every((is, index) => is !== kinds[index - 1])).toBe(true);
      expect(kinds[0] ?? 'bad').toBe('bad');
    }),
  );
});
