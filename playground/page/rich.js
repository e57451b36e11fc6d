import { drawButton } from './button.js';
import { h } from './dom.js';
import { drawFolded } from './folded.js';
import { drawSpans } from './spans.js';

/** The blocks of a Telegram rich message. */
export const drawRich = (blocks, scene) =>
  h(
    'div',
    { class: 'rich', lang: '' },
    blocks.map((block) => drawBlock(block, scene)),
  );

function drawBlock(block, scene) {
  const text = (spans) => drawLine(spans, scene);
  const inside = (blocks) => blocks.map((one) => drawBlock(one, scene));
  switch (block.kind) {
    case 'heading':
      // The headings of the page itself come first.
      return h(
        'p',
        {
          class: `rich-heading rich-heading-${block.level}`,
          role: 'heading',
          'aria-level': String(Math.min(block.level + 2, 6)),
        },
        text(block.spans),
      );
    case 'divider':
      return h('hr', {});
    case 'list':
      return h(
        'ul',
        { class: 'rich-list' },
        block.items.map(({ label, isChecked, blocks }) =>
          h(
            'li',
            {},
            h(
              'span',
              { class: 'rich-label' },
              isChecked === undefined ? label : isChecked ? '☑' : '☐',
            ),
            h('div', {}, inside(blocks)),
          ),
        ),
      );
    case 'quote':
      return drawQuote(block.isFolded, scene, [
        ...inside(block.blocks),
        block.credit.length > 0 && h('p', { class: 'rich-credit' }, text(block.credit)),
      ]);
    case 'table':
      return drawTable(block, text);
    case 'details':
      return h(
        'details',
        { class: 'rich-details', open: block.isOpen },
        h('summary', {}, text(block.summary)),
        h('div', { class: 'rich-fold' }, inside(block.blocks)),
      );
    case 'buttons':
      return h(
        'div',
        { class: `row rich-buttons at-${block.align}` },
        block.buttons.map((one) => drawButton(one, scene)),
      );
    case 'medium':
      return h('p', { class: 'rich-medium' }, `▦ ${block.medium}`, text(block.caption));
    case 'pre':
      return h('pre', { tabIndex: 0 }, text(block.spans));
    default:
      return h('p', { class: `rich-${block.kind}` }, text(block.spans));
  }
}

const drawQuote = (isFolded, { words }, children) =>
  isFolded ? drawFolded(children, words) : h('blockquote', {}, children);

function drawTable({ rows, caption, isBordered, isStriped, isCompact }, text) {
  const classes = [
    'rich-table',
    isBordered && 'bordered',
    isStriped && 'striped',
    isCompact && 'compact',
  ].filter(Boolean);
  return h(
    'div',
    { class: 'rich-scroll', tabIndex: 0 },
    h(
      'table',
      { class: classes.join(' ') },
      caption.length > 0 && h('caption', {}, text(caption)),
      h(
        'tbody',
        {},
        rows.map((row) =>
          h(
            'tr',
            {},
            row.map(({ spans, isHeader, columns, rows: height, align, valign }) =>
              h(
                isHeader ? 'th' : 'td',
                { class: `at-${align} at-${valign}`, colSpan: columns, rowSpan: height },
                text(spans),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** A line of text, with the buttons in it. */
const drawLine = (spans, scene) =>
  spans.map((span) => {
    if (span.button) return drawButton(span.button, scene);
    let node = drawSpans([span], scene.words);
    if (span.marked) node = h('mark', {}, node);
    if (span.shift) node = h(span.shift === 'sub' ? 'sub' : 'sup', {}, node);
    return node;
  });
