import { badRequest } from '../bot-api/errors.ts';
import type {
  Alignment,
  RichBlock,
  RichListItem,
  RichMedium,
  RichTableCell,
} from '../bot-api/rich-types.ts';
import { LIMITS } from '../limits.ts';
import { MarkupError } from '../text/entity.ts';
import type { RichElement, RichNode } from './parse-tags.ts';
import { type InlineContext, inlineTags, readButton, toRichText } from './rich-inline.ts';

const MEDIA: Readonly<Record<string, RichMedium>> = {
  img: 'photo',
  video: 'video',
  audio: 'audio',
  'tg-document': 'document',
  'tg-map': 'map',
};

/** Tags that stand for blocks and their parts. */
export const blockTags: ReadonlySet<string> = new Set([
  ...Object.keys(MEDIA),
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'footer', 'hr', 'ul', 'ol', 'li', 'input'],
  ...['blockquote', 'aside', 'cite', 'figure', 'figcaption', 'details', 'summary'],
  ...['table', 'caption', 'tr', 'th', 'td', 'tg-button-row'],
]);

const isElement = (node: RichNode): node is RichElement => typeof node !== 'string';
const isBlank = (node: RichNode): boolean => typeof node === 'string' && node.trim() === '';
const isInline = (node: RichNode): boolean => !isElement(node) || inlineTags.has(node.tag);

/** Children of one tag, and the rest. */
function split(children: RichNode[], tag: string): [RichElement | undefined, RichNode[]] {
  const found = children.filter(isElement).find((child) => child.tag === tag);
  return [found, children.filter((child) => child !== found)];
}

/** Blocks of nodes; what stands between them in a line is a paragraph. */
export function toBlocks(nodes: RichNode[], context: InlineContext): RichBlock[] {
  const blocks: RichBlock[] = [];
  let line: RichNode[] = [];
  const endLine = () => {
    if (!line.every(isBlank)) blocks.push({ type: 'paragraph', text: toRichText(line, context) });
    line = [];
  };
  for (const node of nodes) {
    if (isInline(node)) line.push(node);
    else if (isElement(node)) {
      endLine();
      blocks.push(toBlock(node, context));
    }
  }
  endLine();
  return blocks;
}

function toBlock(element: RichElement, context: InlineContext): RichBlock {
  const { tag, attributes, children } = element;
  const medium = MEDIA[tag];
  if (medium) return { type: medium };
  if (/^h[1-6]$/.test(tag)) {
    return { type: 'heading', text: toRichText(children, context), size: Number(tag.slice(1)) };
  }
  switch (tag) {
    case 'p':
      return { type: 'paragraph', text: toRichText(children, context) };
    case 'footer':
      return { type: 'footer', text: toRichText(children, context) };
    case 'hr':
      return { type: 'divider' };
    case 'pre':
      return preformatted(children);
    case 'ul':
    case 'ol':
      return list(element, context);
    case 'blockquote': {
      const [cite, rest] = split(children, 'cite');
      return {
        type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote',
        blocks: toBlocks(rest, context),
        ...(cite && { credit: toRichText(cite.children, context) }),
      };
    }
    case 'aside': {
      const [cite, rest] = split(children, 'cite');
      return {
        type: 'pullquote',
        text: toRichText(rest, context),
        ...(cite && { credit: toRichText(cite.children, context) }),
      };
    }
    case 'details': {
      const [summary, rest] = split(children, 'summary');
      if (!summary) throw new MarkupError('Tag "details" must have a "summary"');
      return {
        type: 'details',
        summary: toRichText(summary.children, context),
        blocks: toBlocks(rest, context),
        ...(attributes.has('open') && { is_open: true }),
      };
    }
    case 'figure':
      return figure(children, context);
    case 'table':
      return table(element, context);
    case 'tg-button-row':
      return buttonRow(element, context);
    default:
      throw new MarkupError(`Tag "${tag}" isn't allowed as a block`);
  }
}

/** Text as it stands, with a language where the tag `code` names one. */
function preformatted(children: RichNode[]): RichBlock {
  const [code] = split(children, 'code');
  const language = code?.attributes.get('class')?.replace(/^language-/, '');
  const text = (code?.children ?? children).filter((child) => !isElement(child)).join('');
  return { type: 'pre', text, ...(language && { language }) };
}

function list({ tag, attributes, children }: RichElement, context: InlineContext): RichBlock {
  const first = Number(attributes.get('start') ?? 1);
  const items = children
    .filter((child) => !isBlank(child))
    .map((child, i): RichListItem => {
      if (!isElement(child) || child.tag !== 'li') {
        throw new MarkupError(`Tag "${tag}" can contain only tags "li"`);
      }
      const [input, rest] = split(child.children, 'input');
      return {
        label: tag === 'ol' ? `${first + i}.` : '•',
        blocks: toBlocks(rest, context),
        ...(input && { has_checkbox: true }),
        ...(input?.attributes.has('checked') && { is_checked: true }),
      };
    });
  return { type: 'list', items };
}

function figure(children: RichNode[], context: InlineContext): RichBlock {
  const [caption] = split(children, 'figcaption');
  const medium = children.filter(isElement).find(({ tag }) => MEDIA[tag]);
  const type = MEDIA[medium?.tag ?? ''];
  if (!type) throw new MarkupError('Tag "figure" must have media');
  const [, text] = split(caption?.children ?? [], 'cite');
  return { type, ...(caption && { caption: { text: toRichText(text, context) } }) };
}

const aligned = (value: string | undefined): Alignment | undefined =>
  (['left', 'center', 'right'] as const).find((one) => one === value);

function table({ attributes, children }: RichElement, context: InlineContext): RichBlock {
  const [caption, rest] = split(children, 'caption');
  const cells = rest
    .filter((child) => !isBlank(child))
    .map((row) => {
      if (!isElement(row) || row.tag !== 'tr') {
        throw new MarkupError('Tag "table" can contain only tags "tr"');
      }
      return row.children
        .filter((child) => !isBlank(child))
        .map((cell) => tableCell(cell, context));
    });
  const widest = cells.map((row) => row.reduce((sum, { colspan = 1 }) => sum + colspan, 0));
  if (Math.max(0, ...widest) > LIMITS.richColumns) {
    throw badRequest('table has too many columns');
  }
  return {
    type: 'table',
    cells,
    ...(attributes.has('bordered') && { is_bordered: true }),
    ...(attributes.has('striped') && { is_striped: true }),
    ...(attributes.has('compact') && { is_compact: true }),
    ...(caption && { caption: toRichText(caption.children, context) }),
  };
}

function tableCell(cell: RichNode, context: InlineContext): RichTableCell {
  if (!isElement(cell) || (cell.tag !== 'td' && cell.tag !== 'th')) {
    throw new MarkupError('Tag "tr" can contain only tags "td" and "th"');
  }
  const { attributes, children } = cell;
  const span = (name: string): number => Number(attributes.get(name) ?? 1);
  const valign = (['top', 'middle', 'bottom'] as const).find(
    (one) => one === attributes.get('valign'),
  );
  return {
    ...(children.length > 0 && { text: toRichText(children, context) }),
    ...(cell.tag === 'th' && { is_header: true }),
    ...(span('colspan') > 1 && { colspan: span('colspan') }),
    ...(span('rowspan') > 1 && { rowspan: span('rowspan') }),
    align: aligned(attributes.get('align')) ?? 'left',
    valign: valign ?? 'top',
  };
}

function buttonRow({ attributes, children }: RichElement, context: InlineContext): RichBlock {
  const buttons = children
    .filter((child) => !isBlank(child))
    .map((child) => {
      if (!isElement(child) || child.tag !== 'tg-button') {
        throw new MarkupError('Tag "tg-button-row" can contain only tags "tg-button"');
      }
      return readButton(child, { ...context, detects: false });
    });
  if (buttons.length < 1 || buttons.length > LIMITS.inlineButtonsInRow) {
    throw badRequest('a row of buttons must have 1 to 8 buttons');
  }
  const align = aligned(attributes.get('align'));
  return { type: 'buttons', buttons, ...(align && { align }) };
}
