import { expect, test } from 'vitest';
import { createRush } from '../../../bots/discord/rush.ts';

function stand() {
  let at = 0;
  const rush = createRush(() => at);
  return {
    rush,
    come(count: number) {
      for (let index = 0; index < count; index += 1) rush.began();
    },
    answer(count: number, milliseconds: number) {
      for (let index = 0; index < count; index += 1) {
        at += milliseconds;
        rush.ended();
      }
    },
  };
}

test('before anything is known, a handful is no rush and a crowd is one', () => {
  const { rush, come } = stand();
  come(16);
  expect(rush.isOn()).toBe(false);
  come(1);
  expect(rush.isOn()).toBe(true);
});

test('where answers are quick, a crowd is no rush', () => {
  const { rush, come, answer } = stand();
  come(500);
  answer(500, 0.5);
  come(32);
  expect(rush.isOn()).toBe(false);
  come(1_000);
  expect(rush.isOn()).toBe(true);
});

test('where they become slow, it is noticed within a few answers', () => {
  const { rush, come, answer } = stand();
  come(500);
  answer(500, 0.5);
  come(60);
  expect(rush.isOn()).toBe(false);
  answer(10, 20);
  expect(rush.isOn()).toBe(true);
});
