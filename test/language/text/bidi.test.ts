import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTranslator } from '../../../src/language/catalogue.ts';
import { balanceBidi, isolateBidi } from '../../../src/language/text/bidi.ts';
import { fold } from '../../../src/language/text/fold.ts';
import { trimBlank, visibleLength } from '../../../src/language/text/visible.ts';
import { bold, fields, message, paragraph } from '../../../src/message/build.ts';

const arabic = 'ليلى 12';

describe('bidirectional isolation of a name in a sentence', () => {
  test.each([
    ['Linh', 'Linh'],
    [arabic, `\u2068${arabic}\u2069`],
    ['\u202eLinh', '\u2068\u202eLinh\u202c\u2069'],
    ['a\u2069b', 'ab'],
    ['\u2066a', '\u2066a\u2069'],
    [`\u2068${arabic}\u2069 · 1`, `\u2068${arabic}\u2069 · 1`],
    [`x\n${arabic}`, `x\n\u2068${arabic}\u2069`],
    ['https://example.org/ליל', 'https://example.org/ליל'],
  ])('isolates %j', (name, output) => {
    expect(isolateBidi(name)).toBe(output);
  });

  test('closes exactly what it opens', () => {
    const marks = fc.constantFrom(
      '\u202a',
      '\u202e',
      '\u2066',
      '\u2068',
      '\u2069',
      '\u202c',
      'a',
      'ש',
      '1',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.array(marks, { maxLength: 12 }).map((all) => all.join('')),
        (text) => {
          for (const output of [balanceBidi(text), isolateBidi(text)]) {
            for (const line of output.split('\n')) {
              const count = (found: RegExp) => line.match(found)?.length ?? 0;
              expect(count(/[\u2066-\u2068]/g)).toBe(count(/\u2069/g));
              expect(count(/[\u202a\u202b\u202d\u202e]/g)).toBeGreaterThanOrEqual(count(/\u202c/g));
            }
            expect(fold(output)).toBe(fold(text));
          }
          expect(isolateBidi(isolateBidi(text))).toBe(isolateBidi(text));
          expect(balanceBidi(balanceBidi(text))).toBe(balanceBidi(text));
        },
      ),
    );
  });

  test('works for the catalogue and for messages alike', () => {
    const { t } = createTranslator('en');
    expect(t('kit.errors.many', { text: arabic })).toContain(`\u2068${arabic}\u2069`);
    const output = JSON.stringify(
      message([
        paragraph([bold(arabic), ' · 19:30']),
        fields([['Where', arabic]]),
        paragraph(arabic),
      ]).blocks,
    );
    expect(output.match(/\u2068/g)).toHaveLength(2);
  });
});

test.each([
  '\u3164',
  '\u2800\u2800',
  '\u115f\u1160',
  '\u200b',
  '\u2060\u00ad',
  '\u0301',
  '\u{e0061}',
  ' \n',
  '',
])('treats %j as invisible', (text) => {
  expect(visibleLength(text)).toBe(0);
  expect(trimBlank(`${text}a${text}`.replace(/[\u0301\u{e0061}]/gu, ''))).toBe('a');
});

test.each(['❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', 'ớ', '한'])('treats %j as visible and keeps it whole', (text) => {
  expect(visibleLength(text)).toBeGreaterThan(0);
  expect(trimBlank(text)).toBe(text);
});
