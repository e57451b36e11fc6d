import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block } from '../../src/message/message.ts';
import { splitBlocks } from '../../src/message/split.ts';
import { anyBlock } from '../support/messages.ts';

const textsOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, part]) => (key === 'text' && typeof part === 'string' ? part : textsOf(part)))
        .join('')
    : '';

const measure = (blocks: readonly Block[]): number => textsOf(blocks).length + blocks.length;

test('nothing is lost and every part fits', () => {
  fc.assert(
    fc.property(
      fc.array(anyBlock, { maxLength: 6 }),
      fc.integer({ min: 20, max: 4000 }),
      (blocks, limit) => {
        const parts = splitBlocks(blocks, limit, measure);
        expect(textsOf(parts)).toBe(textsOf(blocks));
        for (const part of parts) {
          const isAtomic =
            part.length === 1 &&
            part.every((block) => block.kind === 'fields' || measure([block]) <= 3);
          if (!isAtomic) expect(measure(part)).toBeLessThanOrEqual(limit);
        }
      },
    ),
  );
});

test('blocks stay whole where they fit', () => {
  const paragraph = (text: string): Block => ({
    kind: 'paragraph',
    content: [{ kind: 'text', text }],
  });
  const parts = splitBlocks([paragraph('a'.repeat(60)), paragraph('b'.repeat(60))], 100, measure);
  expect(parts).toEqual([[paragraph('a'.repeat(60))], [paragraph('b'.repeat(60))]]);
});

test('a long paragraph is cut between words', () => {
  const text = 'word '.repeat(100).trim();
  const parts = splitBlocks(
    [{ kind: 'paragraph', content: [{ kind: 'text', text }] }],
    60,
    measure,
  );
  for (const part of parts) expect(textsOf(part).trim()).toMatch(/^(word ?)+$/);
});
