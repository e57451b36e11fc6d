import type { Block } from '../message.ts';
import { splitBlock } from './split-block.ts';

/** How long a run of blocks is once a platform's writer has rendered it, in that platform's own count. */
export type Measure = (blocks: readonly Block[]) => number;

/** Headings at the end go along with what they are the headings of; a part of nothing else stays. */
function withoutLastHeadings(part: readonly Block[]): [Block[], Block[]] {
  const last = part.findLastIndex(({ kind }) => kind !== 'heading');
  return last < 0 ? [[...part], []] : [part.slice(0, last + 1), part.slice(last + 1)];
}

/**
 * Puts blocks into as few parts as fit `limit`, whole where possible; a block that fits into no part is cut
 * at the edges of its items and rows, then between lines, words and letters,
 * and only a single letter that is too long by itself between its marks. Nothing is lost.
 */
export function splitBlocks(blocks: readonly Block[], limit: number, measure: Measure): Block[][] {
  // Nearly every message: it is measured once instead of after each block.
  if (blocks.length > 0 && measure(blocks) <= limit) return [[...blocks]];
  const parts: Block[][] = [];
  const waiting = [...blocks];
  let part: Block[] = [];
  const close = (next: Block) => {
    const [kept, headings] = withoutLastHeadings(part);
    parts.push(kept);
    part = [];
    waiting.unshift(...headings, next);
  };
  for (let block = waiting.shift(); block !== undefined; block = waiting.shift()) {
    const here = part;
    if (measure([...here, block]) <= limit) {
      part = [...here, block];
      continue;
    }
    if (here.length > 0 && measure([block]) <= limit) {
      close(block);
      continue;
    }
    const cut = splitBlock(
      block,
      (head) => measure([...here, head]) <= limit,
      here.length > 0 ? 'items' : 'letters',
    );
    if (cut) {
      waiting.unshift(...cut.rest);
      if (cut.head) {
        parts.push([...here, cut.head]);
        part = [];
      }
    } else if (here.length > 0) close(block);
    else parts.push([block]);
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
