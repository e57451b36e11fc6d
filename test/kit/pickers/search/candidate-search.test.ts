import { expect, test } from 'vitest';
import { createCandidateSearch } from '../../../../src/kit/pickers/search/candidate-search.ts';
import { fold, matchesQuery } from '../../../../src/language/text/fold.ts';

interface Show {
  id: string;
  title: string;
  hall: string;
}

const shows: readonly Show[] = [
  { id: '1', title: 'Đêm nhạc', hall: 'Rạp A' },
  { id: '2', title: 'Đêm nhạc', hall: 'Rạp B' },
  { id: '3', title: 'Đêm nhạc mùa thu', hall: 'Rạp A' },
  { id: '4', title: 'Podcast', hall: 'Rạp C' },
];

/** A search that counts how often it is asked. */
function searchAmong(list: readonly Show[]) {
  const asked: string[] = [];
  const candidates = createCandidateSearch<Show, object>({
    async search(words, _context, _given, limit) {
      asked.push(words);
      return list.filter(({ title }) => matchesQuery(fold(title), words)).slice(0, limit);
    },
    id: ({ id }) => id,
    label: ({ title }) => title,
    details: ({ hall }) => [hall],
    names: ({ title }) => [title],
  });
  return { ...candidates, asked };
}

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

test('tells values of one name apart by their labels', async () => {
  const { found } = await searchAmong(shows).search('dem nhac', {}, {});
  expect(new Set(found.map(({ shown }) => shown)).size).toBe(3);
});

test('separates values that the text names completely from those that it matches', async () => {
  const { found, named } = await searchAmong(shows).search('dem nhac', {}, {});
  expect(idsOf(named)).toEqual(['1', '2']);
  expect(idsOf(found)).toEqual(['1', '2', '3']);
});

test('finds a value by the label that was offered', async () => {
  const { search } = searchAmong(shows);
  const { found } = await search('dem nhac', {}, {});
  for (const { id, shown } of found)
    expect(idsOf((await search(shown, {}, {})).named)).toEqual([id]);
});

test('names a value without a search once all are loaded', async () => {
  const { findNamed, asked } = searchAmong(shows);
  const invocation = {};
  expect((await findNamed('podcast', invocation, {}))?.id).toBe('4');
  expect((await findNamed('PODCAST', invocation, {}))?.id).toBe('4');
  expect(asked).toEqual(['']);
});

test('names no value where two have the name', async () => {
  expect(await searchAmong(shows).findNamed('Đêm nhạc', {}, {})).toBeUndefined();
});

test('loads the values again when an earlier argument changes', async () => {
  const { findNamed, asked } = searchAmong(shows);
  const invocation = {};
  await findNamed('podcast', invocation, { community: 'a' });
  await findNamed('podcast', invocation, { community: 'a' });
  await findNamed('podcast', invocation, { community: 'b' });
  expect(asked).toHaveLength(2);
});

test('leaves a name to the search when there may be more values than are loaded', async () => {
  const many = Array.from({ length: 200 }, (_, at) => ({
    id: `${at}`,
    title: `Show ${at}`,
    hall: '',
  }));
  const { findNamed, search } = searchAmong([...many, { id: 'last', title: 'Podcast', hall: '' }]);
  expect(await findNamed('podcast', {}, {})).toBeUndefined();
  expect(idsOf((await search('podcast', {}, {})).named)).toEqual(['last']);
});
