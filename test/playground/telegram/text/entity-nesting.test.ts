import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EntityError } from '../../../../playground/telegram/text/clean.ts';
import { normalizeNesting } from '../../../../playground/telegram/text/entity-nesting.ts';
import { finalizeText } from '../../../../playground/telegram/text/format.ts';
import { nestWithTdlib } from '../../../support/specifications/tdlib.ts';

const entity = fc
  .record({
    type: fc.constantFrom(
      ...(['bold', 'italic', 'underline', 'spoiler', 'code', 'pre', 'blockquote'] as const),
      ...(['expandable_blockquote', 'text_link', 'strikethrough'] as const),
    ),
    offset: fc.nat(14),
    length: fc.integer({ min: 1, max: 15 }),
  })
  .map(({ type, offset, length }) => ({
    type,
    offset,
    length: Math.min(length, 15 - offset),
    ...(type === 'text_link' && { url: 'http://example.org/' }),
  }));

it('nests any entities as Telegram does', () => {
  const text = 'abcdefghijklmno';
  fc.assert(
    fc.property(fc.array(entity, { maxLength: 6 }), (entities) => {
      const ours = { text, entities: normalizeNesting(entities) };
      expect(ours).toEqual(nestWithTdlib(text, entities));
    }),
    { numRuns: 4000 },
  );
});

it('trims blanks, moves entities and finds mentions around them', () => {
  expect(
    finalizeText('  hi\r\n@linhtran and code @minhpham \n', [
      { type: 'bold', offset: 16, length: 3 },
      { type: 'code', offset: 25, length: 9 },
    ]),
  ).toEqual({
    text: 'hi\n@linhtran and code @minhpham',
    entities: [
      { type: 'mention', offset: 3, length: 9 },
      { type: 'bold', offset: 13, length: 3 },
      { type: 'code', offset: 22, length: 9 },
    ],
  });
});

it('is empty when the text is blank', () => {
  expect(finalizeText(' \n\t', [{ type: 'bold', offset: 0, length: 2 }]).text).toBe('');
});

it('rejects an entity outside the text', () => {
  expect(() => finalizeText('abc', [{ type: 'bold', offset: 2, length: 5 }])).toThrow(EntityError);
});
