import type { ActionDefinition } from '../define/command.ts';
import type { RawValues } from '../define/raw-value.ts';
import type { InvalidArgument } from './decode.ts';
import { ambiguousError, PositionalMatcher } from './positional-matcher.ts';
import { extractNamedArguments } from './tokenizer.ts';

/** The values of a typed line. */
export interface MatchedLine {
  values: RawValues;
  /** Arguments for which it is ambiguous where their value ends; the person is asked for them. */
  ambiguous: readonly InvalidArgument[];
}

/**
 * Assigns the text of a typed line to the arguments: `name=value` first, the rest by position.
 * An argument takes the longest run of words that it can parse; an optional argument that can parse none is skipped.
 * Ambiguous words are assigned to no argument, and the person is asked for the argument.
 */
export async function matchArguments<Context>(
  definition: Pick<ActionDefinition<Context>, 'args'>,
  line: string,
  names: ReadonlyMap<string, string>,
  context: Context,
): Promise<MatchedLine> {
  const { named, ambiguous, rest } = extractNamedArguments(line, names);
  const waiting = Object.entries(definition.args).filter(
    ([name, { isHidden }]) =>
      !isHidden && named[name] === undefined && ambiguous[name] === undefined,
  );
  const matcher = new PositionalMatcher(rest, waiting, context);
  await matcher.matchAll();
  return {
    values: { ...named, ...matcher.raw },
    ambiguous: [
      ...Object.entries(ambiguous).map(([argument, text]) => ({
        argument,
        error: ambiguousError(text),
      })),
      ...matcher.ambiguous,
    ],
  };
}
