import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitBlocks } from '../../../src/message/layout/split-blocks.ts';
import type { Inline, PlainBlock, TextBlock } from '../../../src/message/message.ts';
import { maxHrefLength } from '../../../src/message/text/truncate.ts';
import { arbitraryBlock } from '../../support/fixtures/arbitrary-messages.ts';

const textsOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([key, part]) => (key === 'text' && typeof part === 'string' ? part : textsOf(part)))
        .join('')
    : '';

const measure = (blocks: readonly TextBlock[]): number => textsOf(blocks).length + blocks.length;

const isBlank = (inline: Inline): boolean =>
  inline.kind !== 'time' &&
  inline.text.trim() === '' &&
  (inline.kind !== 'link' || inline.url.length <= maxHrefLength);

const seenPlain = (block: PlainBlock): PlainBlock =>
  block.kind === 'table'
    ? { ...block, rows: block.rows.map((row) => row.filter((cell) => !cell.every(isBlank))) }
    : block;

/** The blocks without empty cells, which fields leave out. */
const seenOf = (blocks: readonly TextBlock[]): TextBlock[] =>
  blocks.map((block) =>
    block.kind === 'details' ? { ...block, blocks: block.blocks.map(seenPlain) } : seenPlain(block),
  );

test('loses nothing and fits every part', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryBlock, { maxLength: 6 }),
      fc.integer({ min: 20, max: 4000 }),
      (blocks, limit) => {
        const parts = splitBlocks(blocks, limit, measure);
        expect(textsOf(parts.map(seenOf))).toBe(textsOf(seenOf(blocks)));
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

test('drops a cell of spaces that fits no part, with its row', () => {
  const cell = (text: string): Inline[] => [{ kind: 'text', text }];
  const rows = [[cell(' '.repeat(60)), cell('seen')], [cell(' '.repeat(60))]];
  expect(splitBlocks([{ kind: 'table', header: [], rows }], 20, measure)).toEqual([
    [{ kind: 'fields', fields: [{ name: '', value: cell('seen') }] }],
  ]);
});

test('keeps the rest of a folded part folded', () => {
  const words = (text: string): PlainBlock => ({
    kind: 'paragraph',
    content: [{ kind: 'text', text }],
  });
  const folded: TextBlock = {
    kind: 'details',
    summary: [{ kind: 'text', text: 'More' }],
    blocks: [words('a'.repeat(60)), words('b'.repeat(60))],
    more: { label: '' },
  };
  expect(splitBlocks([folded], 100, measure)).toEqual([
    [{ ...folded, blocks: [words('a'.repeat(60))] }],
    [{ ...folded, summary: [], blocks: [words('b'.repeat(60))] }],
  ]);
});

test('keeps blocks whole where they fit', () => {
  const paragraph = (text: string): TextBlock => ({
    kind: 'paragraph',
    content: [{ kind: 'text', text }],
  });
  const parts = splitBlocks([paragraph('a'.repeat(60)), paragraph('b'.repeat(60))], 100, measure);
  expect(parts).toEqual([[paragraph('a'.repeat(60))], [paragraph('b'.repeat(60))]]);
});

test('cuts a long paragraph between words', () => {
  const text = 'word '.repeat(100).trim();
  const parts = splitBlocks(
    [{ kind: 'paragraph', content: [{ kind: 'text', text }] }],
    60,
    measure,
  );
  for (const part of parts) expect(textsOf(part).trim()).toMatch(/^(word ?)+$/);
});

test('never splits an address that fits one part', () => {
  const address = `https://www.youtube.com/@linhtran/${'videos/'.repeat(30)}`;
  fc.assert(
    fc.property(
      fc.nat(400),
      fc.nat(400),
      fc.integer({ min: 260, max: 500 }),
      (before, after, limit) => {
        const words = (count: number) => 'từ '.repeat(count);
        const text = `${words(before)}${address}${'x'.repeat(after % 3 === 0 ? 0 : 1)} ${words(after)}`;
        const parts = splitBlocks(
          [{ kind: 'paragraph', content: [{ kind: 'text', text }] }],
          limit,
          measure,
        );
        expect(parts.some((part) => textsOf(part).includes(address))).toBe(true);
        expect(parts.map(textsOf).join('')).toBe(text);
      },
    ),
  );
});
