import type { AnyArgument } from '../define/command.ts';
import type { PrecedingValues } from '../define/parse-context.ts';

/** Longest run that is tried, in words and in UTF-16 units: each try may cost a database search. */
const maxRun = { words: 60, length: 250 } as const;

/** Maximum number of words in a run that starts at the first word. */
export function maxRunLength(pieces: readonly string[]): number {
  let length = 0;
  const tooLong = pieces.findIndex((piece) => {
    length += piece.length + 1;
    return length > maxRun.length;
  });
  return Math.max(1, Math.min(tooLong === -1 ? pieces.length : tooLong, maxRun.words));
}

export type PositionalArgument<Context> = [name: string, argument: AnyArgument<Context>];

export interface MatchedRun {
  /** The longest run that belongs to the argument: valid, or invalid but clearly meant for it. */
  found?: { count: number; value?: unknown };
  /** Lengths of the runs that have suggestions, longest first. */
  fits: readonly number[];
}

/** Finds the longest run of words from the first that the argument can parse or that was clearly meant for it. */
export async function findLongestRun<Context>(
  [, { type }]: PositionalArgument<Context>,
  pieces: readonly string[],
  context: Context,
  given: PrecedingValues,
): Promise<MatchedRun> {
  const fits: number[] = [];
  for (let count = type.greedy ? maxRunLength(pieces) : 1; count > 0; count -= 1) {
    const words = pieces.slice(0, count).join(' ');
    const read = await type.parse(words, context, given);
    const isPart = count < pieces.length;
    if (read.ok && !(read.onlyIfAlone && isPart))
      return { found: { count, value: read.value }, fits };
    if (read.ok) continue;
    const isMeant = read.error.isConfident && !(read.error.onlyIfAlone && isPart);
    if (isMeant || (count === 1 && type.looksLike?.(words))) return { found: { count }, fits };
    if (read.error.suggestions?.length) fits.push(count);
  }
  return { fits };
}
