import type { TextBlock } from '../message.ts';
import { splitBlock } from './split-block.ts';
import { splitDetails } from './split-details.ts';

/** The length of blocks as rendered by a platform's writer, in the unit of that platform's limit. */
export type Measure = (blocks: readonly TextBlock[]) => number;

/** Moves trailing headings to the next part, together with their content, unless the part has only headings. */
function withoutLastHeadings(part: readonly TextBlock[]): [TextBlock[], TextBlock[]] {
  const last = part.findLastIndex(({ kind }) => kind !== 'heading');
  return last < 0 ? [[...part], []] : [part.slice(0, last + 1), part.slice(last + 1)];
}

/**
 * Distributes blocks over as few parts as possible, each within `limit`. A block that fits into no part is split
 * between items or rows, then between lines, words and graphemes; only the styles of a single grapheme that is too
 * long are dropped. No text is lost.
 */
export function splitBlocks(
  blocks: readonly TextBlock[],
  limit: number,
  measure: Measure,
): TextBlock[][] {
  // Fast path: nearly every message fits as a whole.
  if (blocks.length > 0 && measure(blocks) <= limit) return [[...blocks]];
  const parts: TextBlock[][] = [];
  const waiting = [...blocks];
  let part: TextBlock[] = [];
  const close = (next: TextBlock) => {
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
    const fits = (head: TextBlock) => measure([...here, head]) <= limit;
    const granularity = here.length > 0 ? 'items' : 'letters';
    const cut =
      block.kind === 'details'
        ? splitDetails(block, fits, granularity)
        : splitBlock(block, fits, granularity);
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
