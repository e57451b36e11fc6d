import { expect, test } from 'vitest';
import { createLoadMonitor } from '../../../../bots/discord/interactions/load-monitor.ts';

function stand() {
  let at = 0;
  const rush = createLoadMonitor(() => at);
  return {
    rush,
    come(count: number) {
      for (let index = 0; index < count; index += 1) rush.start();
    },
    answer(count: number, milliseconds: number) {
      for (let index = 0; index < count; index += 1) {
        at += milliseconds;
        rush.finish();
      }
    },
  };
}

test('treats a few interactions as normal load and a crowd as a rush before anything was measured', () => {
  const { rush, come } = stand();
  come(16);
  expect(rush.isOverloaded()).toBe(false);
  come(1);
  expect(rush.isOverloaded()).toBe(true);
});

test('treats a crowd as normal load while answers are quick', () => {
  const { rush, come, answer } = stand();
  come(500);
  answer(500, 0.5);
  come(32);
  expect(rush.isOverloaded()).toBe(false);
  come(1_000);
  expect(rush.isOverloaded()).toBe(true);
});

test('detects a rush within a few slow answers', () => {
  const { rush, come, answer } = stand();
  come(500);
  answer(500, 0.5);
  come(60);
  expect(rush.isOverloaded()).toBe(false);
  answer(10, 20);
  expect(rush.isOverloaded()).toBe(true);
});
