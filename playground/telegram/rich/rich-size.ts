import type { RichBlock, RichButton, RichText } from '../bot-api/rich-types.ts';

interface Size {
  /** Unicode code points. */
  characters: number;
  /** Those of them that are no spaces. */
  visible: number;
  /** Blocks, nested ones, list items and table rows. */
  count: number;
  /** Levels of formatting and blocks. */
  depth: number;
  media: number;
}

const NOTHING: Size = { characters: 0, visible: 0, count: 0, depth: 0, media: 0 };

/** Sizes of things beside each other. */
const together = (sizes: Size[]): Size =>
  sizes.reduce(
    (sum, size) => ({
      characters: sum.characters + size.characters,
      visible: sum.visible + size.visible,
      count: sum.count + size.count,
      depth: Math.max(sum.depth, size.depth),
      media: sum.media + size.media,
    }),
    NOTHING,
  );

const within = (size: Size, count: number): Size => ({
  ...size,
  count: size.count + count,
  depth: size.depth + 1,
});

function textSize(text: RichText): Size {
  if (typeof text === 'string') {
    const visible = [...text.replace(/\s/g, '')].length;
    return { ...NOTHING, characters: [...text].length, visible };
  }
  if (Array.isArray(text)) return together(text.map(textSize));
  return within(textSize(text.type === 'button' ? text.button.text : text.text), 0);
}

const buttonSize = ({ text }: RichButton): Size => textSize(text);

function blockSize(block: RichBlock): Size {
  switch (block.type) {
    case 'divider':
      return within(NOTHING, 1);
    case 'list':
      return within(together(block.items.map(({ blocks }) => within(measureBlocks(blocks), 1))), 1);
    case 'blockquote':
    case 'expandable_blockquote':
      return within(together([measureBlocks(block.blocks), textSize(block.credit ?? '')]), 1);
    case 'table': {
      const rows = block.cells.map((row) =>
        within(together(row.map(({ text }) => textSize(text ?? ''))), 1),
      );
      return within(together([...rows, textSize(block.caption ?? '')]), 1);
    }
    case 'details':
      return within(together([textSize(block.summary), measureBlocks(block.blocks)]), 1);
    case 'buttons':
      return within(together(block.buttons.map(buttonSize)), 1);
    case 'photo':
    case 'video':
    case 'audio':
    case 'document':
    case 'map':
      return within({ ...textSize(block.caption?.text ?? ''), media: 1 }, 1);
    default:
      return within(textSize(block.text), 1);
  }
}

/** How large blocks are, for the limits. */
export const measureBlocks = (blocks: RichBlock[]): Size => together(blocks.map(blockSize));
