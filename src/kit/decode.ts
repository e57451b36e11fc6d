import type { AnyArgument, Arguments, Definition } from './command.ts';
import { type Problem, problem } from './kind.ts';
import type { Raw, RawValues } from './raw.ts';
import { splitWords, takeNamed } from './words.ts';

export interface ArgumentProblem {
  argument: string;
  problem: Problem;
}

export interface Decoded {
  values: Record<string, unknown>;
  /** Every argument that is missing or wrong, in the order of the arguments. */
  problems: ArgumentProblem[];
}

/** Reads every argument and checks it by its schema. The handler runs only when there are no problems. */
export async function decode<Context>(
  args: Arguments<Context>,
  raw: RawValues,
  context: Context,
): Promise<Decoded> {
  const values: Record<string, unknown> = {};
  const problems: ArgumentProblem[] = [];
  for (const [name, argument] of Object.entries(args)) {
    const given = raw[name];
    if (given === undefined) {
      if (argument.required)
        problems.push({ argument: name, problem: problem('kit.errors.missing') });
      else values[name] = argument.fallback;
      continue;
    }
    const read = await argument.kind.read(given, context, values);
    if (!read.ok) problems.push({ argument: name, problem: read.problem });
    else {
      const checked = argument.kind.schema.safeParse(read.value);
      if (checked.success) values[name] = read.value;
      else problems.push({ argument: name, problem: problem('kit.errors.unfit') });
    }
  }
  return { values, problems };
}

/**
 * Longest run of words that a value is looked for in: in words, and in UTF-16 units. Each run may cost a search,
 * and nobody shall make thousands of them with one message.
 */
const longestRun = { words: 60, length: 250 } as const;

/** How many words a run from the first on may have. */
function longestCount(pieces: readonly string[]): number {
  let length = 0;
  const tooLong = pieces.findIndex((piece) => {
    length += piece.length + 1;
    return length > longestRun.length;
  });
  return Math.max(1, Math.min(tooLong === -1 ? pieces.length : tooLong, longestRun.words));
}

type Positional<Context> = [name: string, argument: AnyArgument<Context>];

/**
 * The longest run of words that the argument can read, or nothing; and how many words the longest run has of
 * which something is offered.
 */
async function longestRead<Context>(
  [, argument]: Positional<Context>,
  pieces: readonly string[],
  context: Context,
  given: Record<string, unknown>,
): Promise<{ found?: { count: number; value: unknown }; fitting: number }> {
  let fitting = 0;
  for (let count = argument.kind.takesRest ? longestCount(pieces) : 1; count > 0; count -= 1) {
    const read = await argument.kind.read(pieces.slice(0, count).join(' '), context, given);
    if (read.ok) return { found: { count, value: read.value }, fitting };
    if (fitting === 0 && read.problem.suggestions?.length) fitting = count;
  }
  return { fitting };
}

/**
 * Gives the words of a typed line to the arguments: `name=value` first, the rest in order.
 * An argument takes the longest run of words that it can read; an optional one that can read none is passed over.
 */
export async function readLine<Context>(
  definition: Pick<Definition<Context>, 'args'>,
  line: string,
  names: ReadonlyMap<string, string>,
  context: Context,
): Promise<RawValues> {
  const { named, rest } = takeNamed(line, names);
  const raw: Record<string, Raw> = { ...named };
  const waiting = Object.entries(definition.args).filter(
    ([name, argument]) => !argument.hidden && named[name] === undefined,
  );
  const words = splitWords(rest);
  const given: Record<string, unknown> = {};
  let at = 0;
  for (const [index, entry] of waiting.entries()) {
    const [name, argument] = entry;
    const word = words[at];
    if (word === undefined) break;
    const followers = waiting.slice(index + 1);
    const isLastNeeded = !followers.some(([, other]) => other.required);
    if (word.quoted) {
      raw[name] = word.text;
      at += 1;
    } else if (argument.kind.name === 'text') {
      // Words without quotes: all of them when nothing that is needed comes after.
      const end = isLastNeeded ? rest.length : word.end;
      raw[name] = rest.slice(word.start, end);
      at = isLastNeeded ? words.length : at + 1;
    } else {
      const plain = words.slice(at);
      const stop = plain.findIndex((other) => other.quoted);
      const pieces = (stop === -1 ? plain : plain.slice(0, stop)).map((other) => other.text);
      const { found, fitting } = await longestRead(entry, pieces, context, given);
      if (found) {
        raw[name] = pieces.slice(0, found.count).join(' ');
        given[name] = found.value;
        at += found.count;
      } else if (argument.required && fitting > 0 && followers.length > 0) {
        // What was meant is asked; the words behind it are of those that follow.
        raw[name] = pieces.slice(0, fitting).join(' ');
        at += fitting;
      } else if (argument.required || followers.length === 0 || argument.kind.claims?.(word.text)) {
        // Nothing can read it: it is this argument's mistake, and it is said so.
        const end = isLastNeeded && !argument.kind.claims ? pieces.length : 1;
        raw[name] = pieces.slice(0, end).join(' ');
        at += end;
      }
    }
  }
  const [extra] = words.slice(at);
  const last = waiting.at(-1)?.[0];
  if (extra !== undefined && last !== undefined && raw[last] === undefined) {
    raw[last] = rest.slice(extra.start);
  }
  return raw;
}
