import type { Block, Button, Inline, Message, Tone } from '../message.ts';
import { maxHrefLength } from '../text/truncate.ts';
import { renderTable, tableAsFields } from './table.ts';

/** The mark before a message, by its tone. */
export const toneIcons: Readonly<Record<Tone, string>> = {
  plain: '',
  success: '✅ ',
  warning: '⚠️ ',
  refusal: '🚫 ',
  alert: '🚨 ',
  retracted: '⛔ ',
  drill: '🧪 ',
};

/** What stands where a platform wants words and there are none. */
export const emptyPlaceholder = '…';

/** Joins the letters around it and is not seen: it keeps `@name` from becoming a mention. */
export const wordJoiner = '\u2060';

/** Each line with the same beginning: what headings and quotes need. A blank line has nothing to begin. */
export const prefixLines = (start: string, text: string): string =>
  text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `${start}${line.trimStart()}`))
    .join('\n');

/** Rendered blocks under each other; those without words leave no gap. */
export const joinBlocks = (texts: readonly string[]): string =>
  texts.filter((text) => text.trim() !== '').join('\n\n');

/** Items in groups of at most `most`, in order. */
export const chunk = <Item>(items: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );

/** Rows of buttons with at most `most` in one. */
export const splitButtonRows = (
  buttons: readonly (readonly Button[])[],
  most: number,
): Button[][] => buttons.flatMap((row) => chunk(row, most));

const sameMarks = (a: Inline, b: Inline): boolean =>
  a.kind === 'text' &&
  b.kind === 'text' &&
  (['bold', 'italic', 'strike', 'code'] as const).every(
    (mark) => (a[mark] ?? false) === (b[mark] ?? false),
  );

/** Links that no platform takes are written out, and neighbours with the same marks become one. */
function normalizeInlines(content: readonly Inline[]): Inline[] {
  const laid: Inline[] = [];
  for (const given of content) {
    const inline: Inline =
      given.kind === 'link' && given.url.length > maxHrefLength
        ? {
            kind: 'text',
            text: given.text === given.url ? given.url : `${given.text} ${given.url}`,
          }
        : given;
    const last = laid.at(-1);
    if (last?.kind === 'text' && inline.kind === 'text' && sameMarks(last, inline)) {
      laid[laid.length - 1] = { ...last, text: last.text + inline.text };
    } else laid.push(inline);
  }
  return laid;
}

function normalizeBlock(block: Block): Block[] {
  switch (block.kind) {
    case 'list':
      return [{ ...block, items: block.items.map(normalizeInlines) }];
    case 'fields':
      return [
        {
          ...block,
          fields: block.fields.map(({ name, value }) => ({ name, value: normalizeInlines(value) })),
        },
      ];
    case 'code':
      return [block];
    case 'table':
      return renderTable(block) === undefined
        ? tableAsFields(block).flatMap(normalizeBlock)
        : [block];
    default:
      return [{ ...block, content: normalizeInlines(block.content) }];
  }
}

/** The blocks as both platforms can show them: tables that fit no phone become fields, see {@link normalizeInlines}. */
export const normalizeBlocks = ({ blocks }: Pick<Message, 'blocks'>): Block[] =>
  blocks.flatMap(normalizeBlock);
