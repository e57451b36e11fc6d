import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTags } from '../../../../playground/telegram/rich/parse-tags.ts';
import { MarkupError } from '../../../../playground/telegram/text/entity.ts';

const supported = new Set(['p', 'b', 'br', 'table']);

it('reads tags, attributes and characters', () => {
  expect(
    parseTags('a<table bordered class="x &quot;y&quot;">&hellip;<BR/></table>&copy;', supported),
  ).toEqual([
    'a',
    {
      tag: 'table',
      attributes: new Map([
        ['bordered', ''],
        ['class', 'x "y"'],
      ]),
      children: ['…', { tag: 'br', attributes: new Map(), children: [] }],
    },
    '&copy;',
  ]);
});

it('gives any escaped text back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      expect(parseTags(escaped, supported)).toEqual([text]);
    }),
  );
});

it('reads or refuses whatever comes', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<b ',
    'x="',
    '>',
    '/>',
    '<br>',
    '&',
    ' ',
    '"',
    'ấ',
    '<',
    '=',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        parseTags(pieces.join(''), supported);
      } catch (error) {
        expect(error).toBeInstanceOf(MarkupError);
      }
    }),
  );
});
