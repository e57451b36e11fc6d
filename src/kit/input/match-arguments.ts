import type { ActionDefinition, AnyArgument } from '../define/command.ts';
import { type ArgumentError, argumentError } from '../define/parse-result.ts';
import type { RawValue, RawValues } from '../define/raw-value.ts';
import type { InvalidArgument } from './decode.ts';
import { extractNamedArguments, tokenizeLine, type Word } from './tokenizer.ts';

/** What a typed line gives. */
export interface MatchedLine {
  values: RawValues;
  /** Arguments of which nobody can tell where their words end: they are asked for. */
  ambiguous: readonly InvalidArgument[];
}

/**
 * Longest run of words that a value is looked for in: in words, and in UTF-16 units. Each run may cost a search,
 * and nobody shall make thousands of them with one message.
 */
const maxRun = { words: 60, length: 250 } as const;

/** How many words a run from the first on may have. */
function maxRunLength(pieces: readonly string[]): number {
  let length = 0;
  const tooLong = pieces.findIndex((piece) => {
    length += piece.length + 1;
    return length > maxRun.length;
  });
  return Math.max(1, Math.min(tooLong === -1 ? pieces.length : tooLong, maxRun.words));
}

type PositionalArgument<Context> = [name: string, argument: AnyArgument<Context>];

interface MatchedRun {
  /** The longest run that is this argument's: it can be read, or was surely meant and is wrong. */
  found?: { count: number; value?: unknown };
  /** How many words the runs have of which something is offered, the longest first. */
  fits: readonly number[];
}

/** So many runs are looked at for what stands behind them. */
const maxCandidateRuns = 8;

async function findLongestRun<Context>(
  [, { type }]: PositionalArgument<Context>,
  pieces: readonly string[],
  context: Context,
  given: Record<string, unknown>,
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

/** Words of a person, which any words can be. */
const acceptsAnyText = <Context>({ type }: AnyArgument<Context>): boolean =>
  type.acceptsAnyText === true;

const ambiguousError = (text: string): ArgumentError =>
  argumentError('kit.errors.unclear', { text });

/** An argument that got its words by their place. */
interface MatchedArgument<Context> {
  name: string;
  argument: AnyArgument<Context>;
  first: Word;
  /** Free words without quotes that end where the next argument was thought to begin. */
  isBare: boolean;
}

/** Gives words to arguments by their place, until one has to be asked for. */
class PositionalMatcher<Context> {
  readonly raw: Record<string, RawValue> = {};
  readonly ambiguous: InvalidArgument[] = [];
  private readonly parsed: Record<string, unknown> = {};
  private readonly matched: MatchedArgument<Context>[] = [];
  /** The optional argument that was passed over at a place and most likely was meant: one that offers something, else the first. */
  private skippedCandidate:
    | { entry: PositionalArgument<Context>; at: number; offers: boolean }
    | undefined;
  private at = 0;
  private readonly rest: string;
  private readonly words: readonly Word[];
  private readonly remaining: readonly PositionalArgument<Context>[];
  private readonly context: Context;

  constructor(rest: string, waiting: readonly PositionalArgument<Context>[], context: Context) {
    this.rest = rest;
    this.words = tokenizeLine(rest);
    this.remaining = waiting;
    this.context = context;
  }

  async matchAll(): Promise<void> {
    for (const [index, entry] of this.remaining.entries()) {
      const word = this.words[this.at];
      if (word === undefined) return;
      const followers = this.remaining.slice(index + 1);
      const goesOn = acceptsAnyText(entry[1])
        ? this.matchFreeText(entry, word, followers)
        : await this.matchParsed(entry, word, followers);
      if (!goesOn) return;
    }
    const extra = this.words[this.at];
    const last = this.matched.at(-1);
    if (extra !== undefined && last !== undefined) this.markAmbiguous(this.matched.length - 1);
  }

  private keep(
    [name, argument]: PositionalArgument<Context>,
    words: string,
    count: number,
    isBare = false,
  ): true {
    const first = this.words[this.at];
    if (first) this.matched.push({ name, argument, first, isBare });
    this.raw[name] = words;
    this.at += count;
    return true;
  }

  /** Words that could be several arguments', from the one at this place on: it is asked for, and nothing is given. */
  private markAmbiguous(from: number): false {
    const doubtful = this.matched.slice(from);
    for (const { name } of doubtful) delete this.raw[name];
    const [first] = doubtful;
    if (first)
      this.ambiguous.push({
        argument: first.name,
        error: ambiguousError(this.rest.slice(first.first.start)),
      });
    return false;
  }

  private matchFreeText(
    entry: PositionalArgument<Context>,
    word: Word,
    followers: readonly PositionalArgument<Context>[],
  ): boolean {
    const left = this.words.length - this.at;
    const isLastNeeded = !followers.some(([, { isRequired }]) => isRequired);
    const all = this.rest.slice(word.start);
    // What follows a quoted text may be of that text, unless something that is needed stands between them.
    const earlier = this.matched.findLastIndex(
      ({ argument }) => acceptsAnyText(argument) || argument.isRequired,
    );
    const text = this.matched[earlier];
    if (!word.isQuoted && text && acceptsAnyText(text.argument) && text.first.isQuoted)
      return this.markAmbiguous(earlier);
    if (followers.length === 0)
      return this.keep(entry, word.isQuoted && left === 1 ? word.text : all, left);
    if (word.isQuoted) return this.keep(entry, word.text, 1);
    if (isLastNeeded) return this.keep(entry, all, left);
    this.keep(entry, word.text, 1, true);
    return word.hasStrayQuote || this.hasTooManyWords(followers)
      ? this.markUnquotedAmbiguous()
      : true;
  }

  /** Whether free words without quotes follow of which nobody knows how many are of which argument. */
  private hasTooManyWords(followers: readonly PositionalArgument<Context>[]): boolean {
    const other = followers.findIndex(
      ([, argument]) => !argument.isRequired || !acceptsAnyText(argument),
    );
    const texts = other === -1 ? followers.length : other;
    if (texts === 0) return false;
    const behind = this.words.slice(this.at);
    const end = behind.findIndex(
      ({ isQuoted, text }) => isQuoted || followers.some(([, { type }]) => type.looksLike?.(text)),
    );
    return (end === -1 ? behind.length : end) > texts;
  }

  /**
   * Gives everything that is left to the only free words, when they came last and nothing behind them looks like
   * another argument's. @returns false when somebody else's words may be among them
   */
  private assignRest(): boolean {
    const bare = this.matched.filter(({ isBare }) => isBare);
    const last = this.matched.at(-1);
    const behind = this.words.slice(this.at);
    const isOthers = ({ isQuoted: quoted, hasStrayQuote, text }: Word) =>
      quoted ||
      hasStrayQuote ||
      this.remaining.some(([, { type: kind }]) => kind.looksLike?.(text));
    if (bare.length !== 1 || !last?.isBare || behind.some(isOthers)) return false;
    this.raw[last.name] = this.rest.slice(last.first.start);
    this.at = this.words.length;
    return true;
  }

  private markUnquotedAmbiguous(): false {
    return this.markAmbiguous(this.matched.findIndex(({ isBare }) => isBare));
  }

  private async matchParsed(
    entry: PositionalArgument<Context>,
    word: Word,
    followers: readonly PositionalArgument<Context>[],
  ): Promise<boolean> {
    const [name, { type: kind, isRequired: required }] = entry;
    const behind = this.words.slice(this.at);
    const stop = behind.findIndex(({ isQuoted: quoted }) => quoted);
    const pieces = word.isQuoted
      ? [word.text]
      : (stop === -1 ? behind : behind.slice(0, stop)).map(({ text }) => text);
    const { found, fits } = word.isQuoted
      ? await this.readWhole(entry, word.text)
      : await findLongestRun(entry, pieces, this.context, this.parsed);
    if (found) {
      this.keep(entry, pieces.slice(0, found.count).join(' '), found.count);
      if (found.value !== undefined) this.parsed[name] = found.value;
      return true;
    }
    // What was meant is asked; the words behind it are of those that follow.
    const before = await this.fitBefore(fits, pieces, followers);
    const fitting = before ?? fits[0] ?? 0;
    if (before !== undefined || (required && fitting > 0 && followers.length > 0))
      return this.keep(entry, pieces.slice(0, fitting).join(' '), fitting);
    if (!required && followers.length > 0) {
      const offers = fitting > 0;
      if (this.skippedCandidate?.at !== this.at || (offers && !this.skippedCandidate.offers))
        this.skippedCandidate = { entry, at: this.at, offers };
      return true;
    }
    // The first that could mean these words asks, rather than the last that is left.
    const isNear =
      this.skippedCandidate?.at === this.at && (this.skippedCandidate.offers || fitting === 0);
    if (this.skippedCandidate && isNear && this.matched.length === 0)
      return this.keep(this.skippedCandidate.entry, pieces.join(' '), pieces.length);
    return this.assignUnparsed(entry, word, pieces, kind.greedy === true && followers.length === 0);
  }

  /** The longest of these runs behind which words stand that are surely another argument's. */
  private async fitBefore(
    fits: readonly number[],
    pieces: readonly string[],
    followers: readonly PositionalArgument<Context>[],
  ): Promise<number | undefined> {
    for (const count of fits.slice(0, maxCandidateRuns)) {
      if (await this.isOf(pieces.slice(count), followers)) return count;
    }
    return undefined;
  }

  /** Whether an argument that follows reads these words, or the first of them; free words tell nothing. */
  private async isOf(
    pieces: readonly string[],
    followers: readonly PositionalArgument<Context>[],
  ): Promise<boolean> {
    const [first] = pieces;
    if (first === undefined) return false;
    const all = pieces.slice(0, maxRunLength(pieces)).join(' ');
    for (const [, argument] of followers) {
      if (acceptsAnyText(argument)) return false;
      for (const words of new Set([all, first])) {
        const read = await argument.type.parse(words, this.context, this.parsed);
        if (read.ok && !(read.onlyIfAlone && words !== all)) return true;
      }
      if (argument.isRequired) return false;
    }
    return false;
  }

  /** A value in quotes is read as a whole. */
  private async readWhole(
    [, { type: kind }]: PositionalArgument<Context>,
    text: string,
  ): Promise<MatchedRun> {
    const read = await kind.parse(text, this.context, this.parsed);
    if (read.ok) return { found: { count: 1, value: read.value }, fits: [] };
    const isMine =
      read.error.isConfident || kind.looksLike?.(text) || read.error.suggestions?.length;
    return isMine ? { found: { count: 1 }, fits: [] } : { fits: [] };
  }

  /** Whether the first words of a quotation are a value of this argument, with others behind them. */
  private async begins(entry: PositionalArgument<Context>, text: string): Promise<boolean> {
    const { found } = await findLongestRun(entry, text.split(/\s+/), this.context, this.parsed);
    return found?.value !== undefined;
  }

  /** Nothing can read these words: they may be the end of what stands before, else they are this one's mistake. */
  private async assignUnparsed(
    entry: PositionalArgument<Context>,
    word: Word,
    pieces: readonly string[],
    isLast: boolean,
  ): Promise<boolean> {
    if (word.isQuoted && (await this.begins(entry, word.text)))
      return this.keep(entry, word.text, 1);
    if (this.matched.some(({ isBare }) => isBare))
      return this.assignRest() || this.markUnquotedAmbiguous();
    const before = this.matched.at(-1);
    if (before && (acceptsAnyText(before.argument) || before.argument.type.looksLike?.(word.text)))
      return this.markAmbiguous(this.matched.length - 1);
    const count = isLast ? pieces.length : word.isQuoted ? 1 : pieces.length;
    return this.keep(entry, pieces.slice(0, count).join(' '), count);
  }
}

/**
 * Gives the words of a typed line to the arguments: `name=value` first, the rest in order.
 * An argument takes the longest run of words that it can read; an optional one that can read none is passed over.
 * Where nobody can tell which words are whose, they are nobody's and the argument is asked for.
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
  const places = new PositionalMatcher(rest, waiting, context);
  await places.matchAll();
  return {
    values: { ...named, ...places.raw },
    ambiguous: [
      ...Object.entries(ambiguous).map(([argument, text]) => ({
        argument,
        error: ambiguousError(text),
      })),
      ...places.ambiguous,
    ],
  };
}
