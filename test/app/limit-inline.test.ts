import { expect, test } from 'vitest';
import { limitInline } from '../../src/app/limit-dispatcher.ts';
import type { InlineSource } from '../../src/context/modules/inline-source.ts';

const asker = (platformId: string) => ({ platform: 'telegram' as const, user: { platformId } });

function setUp(perMinute: number) {
  const clock = { now: 0 };
  const asked: string[] = [];
  const source: InlineSource = {
    async search({ user }, query) {
      asked.push(`${user.platformId} ${query}`);
      return { results: [], nextOffset: '' };
    },
    sent: async () => undefined,
  };
  const limited = limitInline(source, {
    config: { COMMANDS_PER_MINUTE: perMinute },
    reader: async () => ({ locale: 'vi', zone: 'UTC' }),
    now: () => clock.now,
  });
  return { clock, asked, search: (who: string) => limited?.search(asker(who), 'phim', '') };
}

test('somebody who asks too often finds nothing for a minute and is told so, others go on', async () => {
  const { clock, asked, search } = setUp(2);
  for (let at = 0; at < 8; at += 1) expect((await search('1'))?.hint).toBeUndefined();
  expect((await search('1'))?.hint).toMatch(/chờ một chút/);
  await search('2');
  expect(asked).toHaveLength(9);
  clock.now += 60_000;
  expect((await search('1'))?.hint).toBeUndefined();
});

test('has no limit where commands have none, and nothing to limit without a source', async () => {
  const { asked, search } = setUp(0);
  for (let at = 0; at < 100; at += 1) await search('1');
  expect(asked).toHaveLength(100);
  const parts = {
    config: { COMMANDS_PER_MINUTE: 1 },
    reader: async () => ({ locale: 'vi' as const, zone: 'UTC' }),
    now: () => 0,
  };
  expect(limitInline(undefined, parts)).toBeUndefined();
});
