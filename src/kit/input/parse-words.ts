import type { AnyArgument } from '../define/command.ts';
import type { PrecedingValues } from '../define/parse-context.ts';
import {
  findLongestRun,
  type MatchedRun,
  maxRunLength,
  type PositionalArgument,
} from './longest-run.ts';

/** Whether any text is a valid value of the argument. */
export const acceptsAnyText = <Context>({ type }: AnyArgument<Context>): boolean =>
  type.acceptsAnyText === true;

/** Whether a following argument can parse these words or the first of them. Arguments that accept any text are ignored. */
export async function belongsToFollower<Context>(
  pieces: readonly string[],
  followers: readonly PositionalArgument<Context>[],
  context: Context,
  parsed: PrecedingValues,
): Promise<boolean> {
  const [first] = pieces;
  if (first === undefined) return false;
  const all = pieces.slice(0, maxRunLength(pieces)).join(' ');
  for (const [, argument] of followers) {
    if (acceptsAnyText(argument)) return false;
    for (const words of new Set([all, first])) {
      const read = await argument.type.parse(words, context, parsed);
      if (read.ok && !(read.onlyIfAlone && words !== all)) return true;
    }
    if (argument.isRequired) return false;
  }
  return false;
}

/** Parses a quoted value as a whole. */
export async function parseQuoted<Context>(
  [, { type }]: PositionalArgument<Context>,
  text: string,
  context: Context,
  parsed: PrecedingValues,
): Promise<MatchedRun> {
  const read = await type.parse(text, context, parsed);
  if (read.ok) return { found: { count: 1, value: read.value }, fits: [] };
  const isMeant =
    read.error.isConfident || type.looksLike?.(text) || read.error.suggestions?.length;
  return isMeant ? { found: { count: 1 }, fits: [] } : { fits: [] };
}

/** Whether the first words of a quotation are a value of this argument. */
export async function startsWithValue<Context>(
  entry: PositionalArgument<Context>,
  text: string,
  context: Context,
  parsed: PrecedingValues,
): Promise<boolean> {
  const { found } = await findLongestRun(entry, text.split(/\s+/), context, parsed);
  return found?.value !== undefined;
}
