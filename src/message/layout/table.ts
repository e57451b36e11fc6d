import type { Inline, PlainBlock, Table } from '../message.ts';
import { displayWidth } from '../text/display-width.ts';
import { maxHrefLength } from '../text/truncate.ts';

/** Maximum number of monospaced columns that a small phone (360 dp) shows without wrapping. */
const phoneColumns = 34;

const gap = '  ';

/** Characters that would break a line or change the text direction. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** The text of a cell that contains nothing else. */
function plainCell(cell: readonly Inline[]): string | undefined {
  const words = cell.map((inline) => (inline.kind === 'text' ? inline.text : undefined));
  const text = words.includes(undefined) ? undefined : words.join('').trim();
  return text === undefined || unfit.test(text) ? undefined : text;
}

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/**
 * Renders a table in monospaced columns, or returns `undefined` when a phone could not show it: too wide, or with
 * links, times or line breaks in a cell. Styles within cells are dropped.
 */
export function renderTable({ header, rows }: Table): string | undefined {
  const cells = [header, ...rows.map((row) => row.map(plainCell))];
  const lines: string[][] = [];
  for (const line of cells) {
    const known = line.filter((cell) => cell !== undefined && !unfit.test(cell));
    if (known.length < line.length) return undefined;
    lines.push(known.filter((cell) => cell !== undefined));
  }
  const count = Math.max(0, ...lines.map((line) => line.length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(0, ...lines.map((line) => displayWidth(line[at] ?? ''))),
  );
  const total = widths.reduce((sum, width) => sum + width, gap.length * Math.max(0, count - 1));
  if (count === 0 || total > phoneColumns) return undefined;
  const [head = '', ...body] = lines.map((line) =>
    widths
      .map((width, at) => padded(line[at] ?? '', width))
      .join(gap)
      .trimEnd(),
  );
  return [head, '-'.repeat(total), ...body].join('\n');
}

const isSeen = (inline: Inline): boolean =>
  inline.kind === 'time' ||
  inline.text.trim() !== '' ||
  (inline.kind === 'link' && inline.url.length > maxHrefLength);

/** The table with each row as fields named by the header; empty cells are left out. */
export function tableAsFields({ header, rows }: Table): PlainBlock[] {
  if (rows.length === 0) return header.length === 0 ? [] : [headerAlone(header)];
  return rows.flatMap((row): PlainBlock[] => {
    const fields = row.flatMap((value, at) =>
      value.some(isSeen) ? [{ name: header[at] ?? '', value }] : [],
    );
    return fields.length > 0 ? [{ kind: 'fields', fields }] : [];
  });
}

const headerAlone = (header: readonly string[]): PlainBlock => ({
  kind: 'paragraph',
  content: [{ kind: 'text', text: header.join(' · '), bold: true }],
});
