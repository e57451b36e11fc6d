import type {
  Button,
  Inline,
  Message,
  PlainBlock,
  Row,
  RowsBlock,
  TextBlock,
  Tone,
} from '../message.ts';
import { maxHrefLength } from '../text/truncate.ts';
import { renderTable, tableAsFields } from './table.ts';

/** The icon before a message, by its tone. */
export const toneIcons: Readonly<Record<Tone, string>> = {
  plain: '',
  success: '✅ ',
  warning: '⚠️ ',
  refusal: '🚫 ',
  alert: '🚨 ',
  retracted: '⛔ ',
  drill: '🧪 ',
};

/** Used where a platform requires text and there is none. */
export const emptyPlaceholder = '…';

/** An invisible character without a line break opportunity: it keeps `@name` from becoming a mention. */
export const wordJoiner = '\u2060';

/** Prefixes each line, as headings and quotes require, except blank ones. */
export const prefixLines = (start: string, text: string): string =>
  text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : `${start}${line.trimStart()}`))
    .join('\n');

/** Joins rendered blocks with blank lines; empty ones leave no gap. */
export const joinBlocks = (texts: readonly string[]): string =>
  texts.filter((text) => text.trim() !== '').join('\n\n');

/** Items in groups of at most `most`, in order. */
export const chunk = <Item>(items: readonly Item[], most: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );

/** Splits rows of buttons so that each has at most `most`. */
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

/** Writes out links that no platform accepts, and merges neighbours with the same styles. */
export function normalizeInlines(content: readonly Inline[]): Inline[] {
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

/** A row as a paragraph with its number. */
export const numberedRow = ({ content }: Row, number: number): PlainBlock => {
  const [first, ...others] = content;
  const prefix = `${number}. `;
  return {
    kind: 'paragraph',
    content:
      first?.kind === 'text'
        ? [{ ...first, text: prefix + first.text }, ...others]
        : [{ kind: 'text', text: prefix }, ...content],
  };
};

function normalizeBlock(block: PlainBlock | RowsBlock): PlainBlock[] {
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
    case 'rows':
      return block.rows.flatMap((row, at) => normalizeBlock(numberedRow(row, block.start + at)));
    default:
      return [{ ...block, content: normalizeInlines(block.content) }];
  }
}

/** The blocks in a form that both platforms can show: tables too wide for a phone become fields, see {@link normalizeInlines}. */
export const normalizeBlocks = ({ blocks }: Pick<Message, 'blocks'>): TextBlock[] =>
  blocks.flatMap((block): TextBlock[] =>
    block.kind === 'details'
      ? [
          {
            ...block,
            summary: normalizeInlines(block.summary),
            blocks: block.blocks.flatMap(normalizeBlock),
          },
        ]
      : normalizeBlock(block),
  );
