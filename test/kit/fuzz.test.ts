import { expect, test } from 'vitest';
import { createFuzzKit } from '../../bench/fuzz/kit.ts';
import { play } from '../../bench/fuzz/play.ts';
import { randomOf } from '../../bench/fuzz/texts.ts';
import { loadCommands } from '../../commands/index.ts';

test('any text comes to any argument whole, harms nobody and breaks nothing', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const kit = await createFuzzKit(await loadCommands());
  expect(kit.targets.length).toBeGreaterThan(60);
  const { texts, faults } = await play(kit, randomOf(seed), 500);
  expect(texts).toBe(500);
  expect(faults, `npm run fuzz -- --seed ${seed} --count 500 --sockets 0`).toEqual([]);
});
