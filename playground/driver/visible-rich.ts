import type { TextSpan, VisibleButton } from './visible-parts.ts';

/** A run of text in a rich message, or a button within the line. */
export interface RichSpan extends TextSpan {
  marked?: boolean;
  /** Raised or lowered. */
  shift?: 'sub' | 'super';
  button?: VisibleButton;
}

export interface VisibleCell {
  spans: RichSpan[];
  isHeader: boolean;
  columns: number;
  rows: number;
  align: 'left' | 'center' | 'right';
  valign: 'top' | 'middle' | 'bottom';
}

/** A block of a Telegram rich message as a client shows it. */
export type VisibleBlock =
  | { kind: 'paragraph' | 'footer' | 'pre' | 'pullquote'; spans: RichSpan[] }
  | { kind: 'heading'; level: number; spans: RichSpan[] }
  | { kind: 'divider' }
  | {
      kind: 'list';
      items: { label: string; isChecked?: boolean; blocks: VisibleBlock[] }[];
    }
  | { kind: 'quote'; blocks: VisibleBlock[]; isFolded: boolean; credit: RichSpan[] }
  | {
      kind: 'table';
      rows: VisibleCell[][];
      caption: RichSpan[];
      isBordered: boolean;
      isStriped: boolean;
      isCompact: boolean;
    }
  | { kind: 'details'; summary: RichSpan[]; blocks: VisibleBlock[]; isOpen: boolean }
  | { kind: 'buttons'; buttons: VisibleButton[]; align: 'left' | 'center' | 'right' }
  | { kind: 'medium'; medium: string; caption: RichSpan[] };

const textOf = (spans: readonly RichSpan[]): string =>
  spans.map(({ text, button }) => (button ? `[${button.label}]` : text)).join('');

/** What can be read in blocks, a block or a table row a line. */
export function richLines(blocks: readonly VisibleBlock[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'divider':
        return ['---'];
      case 'list':
        return block.items.flatMap(({ label, isChecked, blocks: inside }) => {
          const mark = isChecked === undefined ? label : isChecked ? '☑' : '☐';
          const [first = '', ...rest] = richLines(inside);
          return [`${mark} ${first}`, ...rest];
        });
      case 'quote':
        return [
          ...richLines(block.blocks),
          ...(block.credit.length > 0 ? [textOf(block.credit)] : []),
        ];
      case 'table': {
        const rows = block.rows.map((row) => row.map(({ spans }) => textOf(spans)).join(' | '));
        return [...(block.caption.length > 0 ? [textOf(block.caption)] : []), ...rows];
      }
      case 'details':
        return [textOf(block.summary), ...richLines(block.blocks)];
      case 'buttons':
        return [block.buttons.map(({ label }) => `[${label}]`).join(' ')];
      case 'medium':
        return [`<${block.medium}>${textOf(block.caption)}`];
      default:
        return [textOf(block.spans)];
    }
  });
}
