import { expect, test } from 'vitest';
import { readLine } from '../../src/kit/decode.ts';
import type { ReadContext } from '../../src/kit/kind.ts';
import { pick } from '../../src/kit/kinds/pick.ts';
import { text } from '../../src/kit/kinds/text.ts';
import { zone } from '../../src/kit/kinds/zone.ts';

const context: ReadContext = {
  t: (key) => key,
  locale: 'vi',
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
};

/** A picker that writes down what it was asked. */
function asked() {
  const searches: string[] = [];
  const argument = pick<string, ReadContext>({
    search: async (words) => {
      searches.push(words);
      return words === 'liên hoan phim' ? [words] : [];
    },
    find: async () => undefined,
    id: (found) => found,
    label: (found) => found,
    none: 'none',
  });
  return { searches, argument };
}

const read = (args: Parameters<typeof readLine<ReadContext>>[0]['args'], line: string) =>
  readLine({ args }, line, new Map(), context);

test('a name of several words is found before what follows it', async () => {
  const { argument } = asked();
  expect(await read({ event: argument, reason: text() }, 'liên hoan phim trời mưa')).toEqual({
    event: 'liên hoan phim',
    reason: 'trời mưa',
  });
});

test.each(['a', 'một', 'a'.repeat(100), 'x'.repeat(4000)])(
  'a message full of %j is searched for a bounded number of times, in bounded pieces',
  async (word) => {
    const { argument, searches } = asked();
    await read(
      { event: argument, reason: text().optional() },
      `${word} `.repeat(4096 / word.length),
    );
    expect(searches.length).toBeLessThanOrEqual(60);
    expect(Math.max(...searches.map((one) => one.length))).toBeLessThanOrEqual(250);
  },
);

test('a message full of words that are no zone is read at once', async () => {
  const begun = performance.now();
  await read({ zone: zone(), reason: text().optional() }, 'a '.repeat(2000));
  expect(performance.now() - begun).toBeLessThan(1_500);
});
