import { describe, expect, test } from 'vitest';
import { provinces } from '../../../src/events/search/place-names.ts';
import { queryTerms } from '../../../src/events/search/query-terms.ts';
import { foldedWords, wordsOf } from '../../../src/events/search/words.ts';
import { fold } from '../../../src/language/text/fold.ts';

/** What each term of a query looks for, its words joined by spaces; a prefix ends with a star. */
const alternativesOf = (query: string) =>
  queryTerms(wordsOf(query)).map(({ alternatives }) =>
    alternatives.map(({ words, kind }) => `${words.join(' ')}${kind === 'prefix' ? '*' : ''}`),
  );
const relatedOf = (query: string) =>
  queryTerms(wordsOf(query)).flatMap(({ related }) => related.map(({ words }) => words.join(' ')));

test('words are separated at every sign, also in glued abbreviations', () => {
  expect(foldedWords('TP.Hồ Chí Minh, Q.1 (COVID-19) – “Đêm” 4K/HDR 🎬phim')).toEqual(
    'tp ho chi minh q 1 covid 19 dem 4k hdr phim'.split(' '),
  );
  expect(wordsOf('Đêm\nHUẾ')).toEqual([
    { exact: 'đêm', folded: 'dem' },
    { exact: 'huế', folded: 'hue' },
  ]);
});

test('a word stands for all that begin with it, a short number only for itself', () => {
  expect(alternativesOf('phim hay')).toEqual([['phim*'], ['hay*']]);
  expect(alternativesOf('phòng 2')).toEqual([['phong*'], ['2']]);
  expect(alternativesOf('p')).toEqual([['p*']]);
});

describe('ways to write the same', () => {
  test.each([
    ['LHP', 'lien hoan phim'],
    ['liên hoan phim', 'lhp'],
    ['BVHTTDL', 'bo van hoa the thao va du lich'],
    ['TPHCM', 'ho chi minh'],
    ['TP.HCM', 'sai gon'],
    ['Sài Gòn', 'tphcm'],
    ['HCMC', 'saigon'],
    ['Ho Chi Minh City', 'hcmc'],
    ['thành phố Hồ Chí Minh', 'tphcm'],
    ['HN', 'ha noi'],
    ['Hanoi', 'hn'],
    ['Q.1', 'quan 1'],
    ['quận 1', 'q1'],
    ['Q1', 'district 1'],
    ['phường 5', 'p 5'],
    ['TP.Huế', 'thua thien hue'],
    ['TPHuế', 'hue'],
  ])('%s is also %s', (typed, other) => {
    const terms = alternativesOf(typed);
    expect(terms).toHaveLength(1);
    expect(terms[0]).toContain(other);
  });
});

describe('provinces before and after 1 July 2025', () => {
  test('are 34 of 63', () => {
    const former = provinces.flatMap(({ merged = [] }) => merged);
    expect(provinces).toHaveLength(34);
    expect(provinces.length + former.length).toBe(63);
    const names = [...provinces, ...former].flatMap((place) => place.names.map(fold));
    expect(new Set(names).size).toBe(names.length);
  });

  test('each finds the other', () => {
    for (const { names, merged = [] } of provinces)
      for (const [at, former] of merged.entries()) {
        expect(relatedOf(names[0] ?? '')).toContain(fold(former.names[0] ?? ''));
        expect(relatedOf(merged[at]?.names[0] ?? '')).toContain(fold(names[0] ?? ''));
      }
  });

  test('find places in them', () => {
    expect(relatedOf('Lâm Đồng')).toContain('da lat');
    expect(relatedOf('Quảng Nam')).toEqual(expect.arrayContaining(['hoi an', 'da nang']));
    expect(relatedOf('Đà Nẵng')).toContain('hoi an');
  });
});
