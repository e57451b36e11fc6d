import type { Block, Inline } from '../message.ts';

/** Letters that a moment takes, about as many in each language. */
const timeLength = 25;

const lengthOf = (content: readonly Inline[]): number =>
  content.reduce(
    (sum, inline) => sum + (inline.kind === 'time' ? timeLength : [...inline.text].length),
    0,
  );

const sumOf = <Item>(items: readonly Item[], length: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + length(item), 0);

/** How much text blocks have, in Unicode code points; without markup and the addresses of links. */
export function textLength(blocks: readonly Block[]): number {
  return sumOf(blocks, (block) => {
    switch (block.kind) {
      case 'list':
        return sumOf(block.items, lengthOf);
      case 'fields':
        return sumOf(block.fields, ({ name, value }) => [...name].length + lengthOf(value));
      case 'code':
        return [...block.text].length;
      case 'table':
        return sumOf(block.rows.flat(), lengthOf) + [...block.header.join('')].length;
      case 'rows':
        return sumOf(block.rows, ({ content }) => lengthOf(content));
      case 'details':
        return lengthOf(block.summary) + textLength(block.blocks);
      default:
        return lengthOf(block.content);
    }
  });
}
