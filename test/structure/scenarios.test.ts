import { expect, test } from 'vitest';
import { listSourceFiles, readSource } from './source-tree.ts';

/** What asks on which platform it runs. */
const comparison =
  /\bplatform\s*[!=]==|[!=]==\s*(?:\w+\.)?platform\b|[!=]==\s*'(?:discord|telegram)'|switch \((?:\w+\.)?platform\)/;
/** What is chosen by the platform from a table. */
const choice = /(\w+|\})\s*\[(?:\w+\.)?platform\]/g;

/** Tables by platform that both platforms have: their clients, and the places of the sample world. */
const shared = ['drivers', 'group', 'announcements'];
/** Tables of what truly differs, by file, with the reason. */
const tables: Record<string, { table: string; because: string }> = {
  'test/scenarios/input/hostile-arguments.test.ts': {
    table: 'typing',
    because: 'it tries every argument that each client lets a person type into',
  },
};

/** What a scenario’s source asks of the platform. */
function platformQuestions(file: string, source: string): string[] {
  const compared = source
    .split('\n')
    .filter((line) => comparison.test(line))
    .map((line) => line.trim());
  const chosen = [...source.matchAll(choice)]
    .map(([, name = '']) => name)
    .filter((name) => !shared.includes(name) && tables[file]?.table !== name)
    .map((name) => `${name}[platform]`);
  return [...compared, ...chosen].map((found) => `${file}: ${found}`);
}

test('keeps scenarios from asking on which platform they run', () => {
  const scenarios = listSourceFiles(['test/scenarios']);
  expect(scenarios.length).toBeGreaterThan(40);
  expect(scenarios.flatMap((file) => platformQuestions(file, readSource(file)))).toEqual([]);
});

test('has no table by platform that is gone', () => {
  const gone = Object.entries(tables).filter(
    ([file, { table }]) => !readSource(file).includes(`${table}[platform]`),
  );
  expect(gone).toEqual([]);
});

test.each([
  "if (platform === 'telegram') await linh.says('/start');",
  "const isHere = place.platform !== 'discord';",
  'switch (scene.platform) {',
  "const who = { discord: '@linh.tran', telegram: '@linhtran' }[platform];",
  'await linh.says(lines[scene.platform]);',
])('finds %s', (source) => {
  expect(platformQuestions('example.ts', source)).toHaveLength(1);
});

test('lets a scenario reach the client of its platform', () => {
  expect(platformQuestions('example.ts', 'const driver = app.drivers[platform];')).toEqual([]);
});
