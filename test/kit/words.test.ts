import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitWords, takeNamed, unknownName } from '../../src/kit/words.ts';

const names = new Map([
  ['note', 'note'],
  ['ghi chu', 'note'],
  ['course', 'course'],
]);

describe('splitting a line', () => {
  test.each([
    ['one  two', ['one', 'two']],
    ['"one two" three', ['one two', 'three']],
    ['“một hai” ba', ['một hai', 'ba']],
    ['«a b»', ['a b']],
    ['5" pipe', ['5"', 'pipe']],
    ['it"s', ['it"s']],
    ['', []],
  ])('%j', (line, words) => {
    expect(splitWords(line).map(({ text }) => text)).toEqual(words);
  });

  test('every word stands where it says', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        for (const { text, start, end, quoted } of splitWords(line)) {
          expect(line.slice(start, end)).toContain(text);
          if (!quoted) expect(line.slice(start, end)).toBe(text);
        }
      }),
    );
  });
});

describe('names before values', () => {
  test.each([
    ['podcast note=xin chào bạn', { note: 'xin chào bạn' }, 'podcast'],
    ['note="a b" podcast', { note: 'a b' }, 'podcast'],
    ['ghi chú=hai từ', { note: 'hai từ' }, ''],
    ['course=x note=y', { course: 'x', note: 'y' }, ''],
    ['https://a.example/?note=b', {}, 'https://a.example/?note=b'],
    ['"note=x" rest', {}, '"note=x" rest'],
    ['other=x', {}, 'other=x'],
    ['note="ends with a space " course="x"', { note: 'ends with a space ', course: 'x' }, ''],
    ['note="course=y" course=x', { note: 'course=y', course: 'x' }, ''],
    ['note =x', {}, 'note =x'],
    ['xin ghi chú=hai', { note: 'hai' }, 'xin'],
  ])('%j', (line, named, rest) => {
    expect(takeNamed(line, names)).toEqual({ named, rest });
  });
});

test.each([
  ['podcast bogus=3', 'bogus'],
  ['ngônngữ=vi', 'ngônngữ'],
  ['podcast note=x bogus=3', 'bogus'],
  ['podcast note=x', undefined],
  ['podcast ghi chú=x', undefined],
  ['https://a.example/?note=b&other=c', undefined],
  ['podcast “bogus=3”', undefined],
  ['note="bogus=3" course=x', undefined],
  ['1+1=2', undefined],
  ['a == b', undefined],
])('a name that is none in %j is %j', (line, name) => {
  expect(unknownName(line, names)).toBe(name);
});

test.each(['a', 'a ', 'a=', 'note=', 'ghi chú ', '_', '" ', '="', '“'])(
  'a whole message of %j is read at once',
  (piece) => {
    const line = piece.repeat(10_000 / piece.length);
    const begun = performance.now();
    takeNamed(line, names);
    unknownName(line, names);
    splitWords(line);
    expect(performance.now() - begun).toBeLessThan(1_000);
  },
);
