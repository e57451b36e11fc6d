import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  extractNamedArguments,
  findUnknownName,
  tokenizeLine,
} from '../../../src/kit/input/tokenizer.ts';
import { measureCpuMs } from '../../support/cpu-time.ts';

const names = new Map([
  ['note', 'note'],
  ['ghi chu', 'note'],
  ['course', 'course'],
]);

describe('splitting a line into words', () => {
  test.each([
    ['one  two', ['one', 'two']],
    ['"one two" three', ['one two', 'three']],
    ['“một hai” ba', ['một hai', 'ba']],
    ['«a b»', ['a b']],
    ['»a b«', ['a b']],
    ['„a b“ c', ['a b', 'c']],
    ['„a b” c', ['a b', 'c']],
    ['“a b“ c', ['a b', 'c']],
    ['”a b” c', ['a b', 'c']],
    ['‟a b” c', ['a b', 'c']],
    ['‘a b’ c', ['a b', 'c']],
    ["'a b' c", ['a b', 'c']],
    ['’a b’ c', ['a b', 'c']],
    ['「a b」 c', ['a b', 'c']],
    ['"" a', ['', 'a']],
    ['" " a', [' ', 'a']],
    ['“ \u200b\u200d\ufeff” a', [' \u200b\u200d\ufeff', 'a']],
    ['" x " a', ['"', 'x', '"', 'a']],
    ['"phim "Mưa đỏ" hay" mai', ['phim "Mưa đỏ" hay', 'mai']],
    ['""Mưa đỏ" hay" mai', ['"Mưa đỏ" hay', 'mai']],
    ['"phim "Mưa đỏ"" mai', ['phim "Mưa đỏ"', 'mai']],
    ['“phim “Mưa đỏ” hay” mai', ['phim “Mưa đỏ” hay', 'mai']],
    ['"phim “Mưa đỏ” hay" mai', ['phim “Mưa đỏ” hay', 'mai']],
    ['"phim \\"Mưa đỏ\\" hay" mai', ['phim "Mưa đỏ" hay', 'mai']],
    ['"ends in \\\\" mai', ['ends in \\', 'mai']],
    ['5" pipe', ['5"', 'pipe']],
    ['it"s', ['it"s']],
    ["rock ’n’ roll, Linh's", ['rock', 'n', 'roll,', "Linh's"]],
    ['"x", y', ['"x",', 'y']],
    ['', []],
  ])('%j', (line, words) => {
    expect(tokenizeLine(line).map(({ text }) => text)).toEqual(words);
  });

  test('gives every word its position', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        for (const { text, start, end, isQuoted } of tokenizeLine(line)) {
          if (isQuoted)
            expect(line.slice(start + 1, end - 1).replaceAll('\\', '')).toBe(
              text.replaceAll('\\', ''),
            );
          if (!isQuoted) expect(line.slice(start, end)).toBe(text);
        }
      }),
    );
  });
});

describe('named arguments before values', () => {
  test.each([
    ['podcast note=xin chào bạn', { note: 'xin chào bạn' }, 'podcast'],
    ['ghi chú=hai từ', { note: 'hai từ' }, ''],
    ['course=x note=y', { course: 'x', note: 'y' }, ''],
    ['https://a.example/?note=b', {}, 'https://a.example/?note=b'],
    ['"note=x" rest', {}, '"note=x" rest'],
    ['other=x', {}, 'other=x'],
    ['note="ends with a space " course="x"', { note: 'ends with a space ', course: 'x' }, ''],
    ['note="course=y" course=x', { note: 'course=y', course: 'x' }, ''],
    ['note =x', {}, 'note =x'],
    ['note= "x y" course=x', { note: 'x y', course: 'x' }, ''],
    ['xin ghi chú=hai', { note: 'hai' }, 'xin'],
    ['note="" course=x', { note: '', course: 'x' }, ''],
    ['note="phim "Mưa đỏ" hay" course="x"', { note: 'phim "Mưa đỏ" hay', course: 'x' }, ''],
    ['note="phim "Mưa đỏ"" course="x"', { note: 'phim "Mưa đỏ"', course: 'x' }, ''],
    ['note=“phim “Mưa đỏ” hay” course=x', { note: 'phim “Mưa đỏ” hay', course: 'x' }, ''],
    ['note="màn hình 5" mới" course=x', { note: 'màn hình 5" mới', course: 'x' }, ''],
    ['note="nói \\"course=y\\" rồi" course=x', { note: 'nói "course=y" rồi', course: 'x' }, ''],
    ['note="Mưa đỏ" và "Địa đạo" course=x', { note: '"Mưa đỏ" và "Địa đạo"', course: 'x' }, ''],
    ['note="phim hay course=x', { note: '"phim hay', course: 'x' }, ''],
    ["note=Linh's place course=x", { note: "Linh's place", course: 'x' }, ''],
    ["note='90s party course=x", { note: "'90s party", course: 'x' }, ''],
  ])('%j', (line, named, rest) => {
    expect(extractNamedArguments(line, names)).toEqual({ named, ambiguous: {}, rest });
  });

  test.each([
    ['note="a b" podcast', { note: '"a b" podcast' }, {}],
    ['note="Mưa đỏ" chiếu lại course=x', { note: '"Mưa đỏ" chiếu lại' }, { course: 'x' }],
    ['note="phim hay course="x"', { note: '"phim hay' }, { course: 'x' }],
    ['note=a course=x note=b', { note: 'a b' }, { course: 'x' }],
  ])('leave the end of the value of %j ambiguous', (line, ambiguous, named) => {
    expect(extractNamedArguments(line, names)).toEqual({ named, ambiguous, rest: '' });
  });
});

/** Pairs that keyboards make, the same sign twice among them. */
const pairs = [
  '""',
  '“”',
  '““',
  '””',
  '„“',
  '„”',
  '‟”',
  '«»',
  '»«',
  '««',
  '‘’',
  '’’',
  "''",
  '「」',
  '＂＂',
] as const;
const anyPair = fc.constantFrom(...pairs).map((pair) => [pair.charAt(0), pair.charAt(1)] as const);
const sign = fc.constantFrom(...new Set(pairs.join('')));
const word = fc.oneof(
  fc.constantFrom(
    'phim',
    'Mưa đỏ',
    'x',
    'note=y',
    'course=',
    '=',
    '5',
    '\\',
    '\\\\',
    "Linh's",
    '(',
    ',',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.trim()),
);
/** Words with quotes anywhere. */
const anyValue = fc
  .array(fc.oneof(word, sign, fc.constant(' ')), { maxLength: 10 })
  .map((parts) => parts.join(''));
/** As people write: a quotation is quoted as a whole. */
const plainWord = fc.constantFrom('phim', 'Mưa đỏ', 'hay', 'của ai', '30/12', 'Huế?', 'a');
const naturalValue = fc
  .array(
    fc.oneof(
      plainWord,
      fc.tuple(anyPair, plainWord).map(([[open, close], text]) => `${open}${text}${close}`),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(' '));

/** As `\"` is a quote, and two backslashes before one are one. */
const escaped = (value: string): string =>
  value.replace(/(\\*)(["“”„‟«»‹›‘’‚'「」『』＂]|$)/gu, (_, slashes: string, quote: string) =>
    quote === '' ? slashes + slashes : `${slashes}${slashes}\\${quote}`,
  );

const many = new Map(['one', 'two', 'three'].map((name) => [name, name]));

describe('quoted values', () => {
  test('come back whole, whichever quotes they contain', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyValue, anyPair), { minLength: 3, maxLength: 3 }),
        (values) => {
          const line = values
            .map(
              ([value, [open, close]], index) =>
                `${[...many.keys()][index]}=${open}${escaped(value)}${close}`,
            )
            .join(' ');
          const expected = Object.fromEntries(
            values.map(([value], index) => [[...many.keys()][index], value]),
          );
          expect(extractNamedArguments(line, many), line).toEqual({
            named: expected,
            ambiguous: {},
            rest: '',
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('may contain quotations without escaping', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(naturalValue, anyPair), { minLength: 3, maxLength: 3 }),
        (values) => {
          const line = values
            .map(
              ([value, [open, close]], index) =>
                `${[...many.keys()][index]}=${open}${value}${close}`,
            )
            .join(' ');
          const { named, ambiguous, rest } = extractNamedArguments(line, many);
          expect({ ambiguous: ambiguous, rest }).toEqual({ ambiguous: {}, rest: '' });
          for (const [index, [value]] of values.entries())
            expect(named[[...many.keys()][index] ?? ''], line).toBe(value);
          const byPosition = values
            .map(([value, [open, close]]) => `${open}${value}${close}`)
            .join(' ');
          const words = tokenizeLine(byPosition);
          // Ambiguous quotes are asked about.
          if (!words.some(({ hasStrayQuote }) => hasStrayQuote))
            expect(
              words.map(({ text }) => text),
              byPosition,
            ).toEqual(values.map(([value]) => value));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('never contain a piece of another value, however unbalanced the quotes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyValue, anyPair), { minLength: 3, maxLength: 3 }),
        (values) => {
          const tagged = values.map(
            ([value, pair], index) => [`${value.replaceAll('=', '')}tag${index}`, pair] as const,
          );
          const line = tagged
            .map(
              ([value, [open, close]], index) =>
                `${[...many.keys()][index]}=${open}${value}${close}`,
            )
            .join(' ');
          const { named, ambiguous, rest } = extractNamedArguments(line, many);
          expect(rest).toBe('');
          const all = { ...ambiguous, ...named };
          for (const [index, name] of [...many.keys()].entries()) {
            expect(all[name], line).toContain(`tag${index}`);
            for (const other of [0, 1, 2])
              if (other !== index) expect(all[name], line).not.toContain(`tag${other}`);
          }
        },
      ),
      { numRuns: 2000 },
    );
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
])('reports in %j the unknown name %j', (line, name) => {
  expect(findUnknownName(line, names)).toBe(name);
});

test.each([
  'a',
  'a ',
  'a=',
  'note=',
  'ghi chú ',
  '_',
  '" ',
  '="',
  '“',
  '"a ',
  'note="a ',
  'note="',
  '\\',
  '"\\',
])('reads a whole message of %j in linear time', (piece) => {
  const line = piece.repeat(10_000 / piece.length);
  const taken = measureCpuMs(() => {
    extractNamedArguments(line, names);
    findUnknownName(line, names);
    tokenizeLine(line);
  });
  expect(taken).toBeLessThan(1_000);
});
