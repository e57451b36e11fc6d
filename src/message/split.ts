import type { Block, Inline } from './message.ts';

/** How long a run of blocks is once a platform's writer has rendered it, in that platform's own count. */
export type Measure = (blocks: readonly Block[]) => number;

const inlineText = (inline: Inline): string => (inline.kind === 'time' ? '' : inline.text);

/** The text of an inline cut in two at the last space, else between two graphemes; nothing when it cannot be cut. */
function cutInline(inline: Inline): [Inline, Inline] | undefined {
  if (inline.kind === 'time') return undefined;
  const whole = [...new Intl.Segmenter().segment(inline.text)].map(({ segment }) => segment);
  // One letter may carry thousands of marks: then it is cut between them.
  const graphemes = whole.length < 2 ? [...inline.text] : whole;
  if (graphemes.length < 2) return undefined;
  const middle = Math.ceil(graphemes.length / 2);
  const space = graphemes.findLastIndex(
    (letter, at) => at > 0 && at <= middle && /\s/.test(letter),
  );
  const cut = space > 0 ? space : middle;
  return [
    { ...inline, text: graphemes.slice(0, cut).join('') },
    { ...inline, text: graphemes.slice(cut).join('') },
  ];
}

/** An inline run cut in two, as near its middle as an edge allows. */
function cutInlines(content: readonly Inline[]): [Inline[], Inline[]] | undefined {
  if (content.length > 1) {
    const total = content.reduce((sum, inline) => sum + inlineText(inline).length, 0);
    let seen = 0;
    const at = content.findIndex((inline) => {
      seen += inlineText(inline).length;
      return seen * 2 >= total;
    });
    const cut = Math.min(Math.max(at, 1), content.length - 1);
    return [content.slice(0, cut), content.slice(cut)];
  }
  const [only] = content;
  const halves = only && cutInline(only);
  return halves && [[halves[0]], [halves[1]]];
}

function halves<Item>(items: readonly Item[]): [Item[], Item[]] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** A block cut in two blocks of its own kind, or nothing when it is as small as it gets. */
function cutBlock(block: Block): [Block, Block] | undefined {
  switch (block.kind) {
    case 'list': {
      if (block.items.length > 1) {
        const [a, b] = halves(block.items);
        return [
          { ...block, items: a },
          { ...block, items: b },
        ];
      }
      const cut = cutInlines(block.items[0] ?? []);
      return (
        cut && [
          { ...block, items: [cut[0]] },
          { kind: 'paragraph', content: cut[1] },
        ]
      );
    }
    case 'fields': {
      if (block.fields.length > 1) {
        const [a, b] = halves(block.fields);
        return [
          { ...block, fields: a },
          { ...block, fields: b },
        ];
      }
      const [field] = block.fields;
      const cut = field && cutInlines(field.value);
      return (
        cut && [
          { ...block, fields: [{ name: field.name, value: cut[0] }] },
          { kind: 'paragraph', content: cut[1] },
        ]
      );
    }
    case 'code': {
      const cut = cutInline({ kind: 'text', text: block.text });
      return (
        cut && [
          { ...block, text: inlineText(cut[0]) },
          { ...block, text: inlineText(cut[1]) },
        ]
      );
    }
    default: {
      const cut = cutInlines(block.content);
      return (
        cut && [
          { ...block, content: cut[0] },
          { ...block, content: cut[1] },
        ]
      );
    }
  }
}

/**
 * Puts blocks into as few parts as fit `limit`, whole where possible; a block that fits into no part is cut
 * at the edges of its items, then between words, then between graphemes,
 * and only a single letter that is too long by itself between its marks. Nothing is lost.
 */
export function splitBlocks(blocks: readonly Block[], limit: number, measure: Measure): Block[][] {
  const parts: Block[][] = [];
  const waiting = [...blocks];
  let part: Block[] = [];
  for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
    if (measure([...part, block]) <= limit) {
      part.push(block);
      continue;
    }
    if (part.length > 0) {
      parts.push(part);
      part = [];
      waiting.unshift(block);
      continue;
    }
    const cut = cutBlock(block);
    if (cut) waiting.unshift(...cut);
    else parts.push([block]);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
