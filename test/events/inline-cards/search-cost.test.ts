import { expect, onTestFinished, test, vi } from 'vitest';
import type { QueryCache } from '../../../src/database/cache/query-cache.ts';
import { inlineEvents } from '../../../src/events/inline-cards/source.ts';
import { useCards } from './card-fixture.ts';

const cards = useCards();

/** The titles that are found, and which of the queries the cache would keep. */
async function ask(query: string) {
  const keys: string[] = [];
  const cache: QueryCache = {
    getOrLoad({ key, load }) {
      keys.push(key);
      return load();
    },
  };
  const source = inlineEvents(cards().services(true, cache));
  const { results } = await source.search(cards().asker(), query, '');
  return {
    titles: results.map(({ title }) => title),
    cached: keys.filter((key) => key.startsWith('events ')).length,
  };
}

test('what is coming is cached, and nothing that is typed', async () => {
  await cards().createEvent();
  expect(await ask('')).toEqual({ titles: ['Đêm phim'], cached: 1 });
  expect(await ask('  ')).toEqual({ titles: ['Đêm phim'], cached: 1 });
  for (const query of ['p', 'ph', 'phim', 'phim ở Huế', 'ngày mai', 'ở Huế', 'xyzxyz', '🎬'])
    expect(await ask(query), query).toMatchObject({ cached: 0 });
});

test('words of four letters and more are corrected; shorter ones cost one search', async () => {
  await cards().createEvent({ title: 'Workshop', searchText: 'workshop' });
  expect(await ask('workshpo')).toMatchObject({ titles: ['Workshop'] });
  const searches = vi.spyOn(cards().context.db, '$queryRaw');
  onTestFinished(() => searches.mockRestore());
  const costOf = async (query: string) => {
    searches.mockClear();
    expect((await ask(query)).titles, query).toEqual([]);
    return searches.mock.calls.length;
  };
  for (const query of ['x', 'xy', 'xyz', 'xýz'.normalize('NFD')])
    expect(await costOf(query), query).toBe(1);
  expect(await costOf('xyzx')).toBeGreaterThan(1);
});
