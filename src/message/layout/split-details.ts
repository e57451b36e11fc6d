import type { DetailsBlock, PlainBlock, TextBlock } from '../message.ts';
import { type Granularity, largest, splitBlock } from './split-block.ts';

/**
 * Splits a folded part so that its head fits, or returns `undefined` when nothing of it does. The rest has no summary of
 * its own and stays folded; a part of which not even the summary fits is unfolded.
 */
export function splitDetails(
  details: DetailsBlock,
  fits: (piece: TextBlock) => boolean,
  granularity: Granularity,
): { head?: TextBlock; rest: TextBlock[] } | undefined {
  const { blocks, summary } = details;
  const take = (some: readonly PlainBlock[]): DetailsBlock => ({ ...details, blocks: [...some] });
  const restOf = (some: readonly PlainBlock[]): TextBlock[] =>
    some.length === 0 ? [] : [{ ...details, summary: [], blocks: [...some] }];
  const whole = largest(blocks.length - 1, (count) => fits(take(blocks.slice(0, count))));
  const kept = blocks.slice(0, whole);
  const [next, ...later] = blocks.slice(whole);
  const cut =
    next &&
    splitBlock(next, (head) => fits(take([...kept, head])), whole > 0 ? 'items' : granularity);
  if (cut?.head) {
    return { head: take([...kept, cut.head]), rest: restOf([...cut.rest, ...later]) };
  }
  if (whole > 0) return { head: take(kept), rest: restOf(blocks.slice(whole)) };
  if (granularity === 'items') return undefined;
  const unfolded: TextBlock[] = summary.length > 0 ? [{ kind: 'paragraph', content: summary }] : [];
  return { rest: [...unfolded, ...blocks] };
}
