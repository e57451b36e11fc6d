import { expect, test } from 'vitest';
import { fuzzArguments } from '../../../bench/fuzz/fuzz-arguments.ts';
import { createFuzzKit } from '../../../bench/fuzz/fuzz-kit.ts';
import { createSeededRandom } from '../../../bench/fuzz/random-text.ts';
import { loadCommands } from '../../../commands/index.ts';

test('passes any text to any argument unchanged and harmless', async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const kit = await createFuzzKit(await loadCommands());
  expect(kit.targets.length).toBeGreaterThan(60);
  const { texts, faults } = await fuzzArguments(kit, createSeededRandom(seed), 500);
  expect(texts).toBe(500);
  expect(faults, `npm run fuzz -- --seed ${seed} --count 500 --sockets 0`).toEqual([]);
});
