import type { AnyArgument, Definition } from './command.ts';
import type { ArgumentProblem } from './decode.ts';
import { type Problem, problem } from './kind.ts';
import type { Raw, RawValues } from './raw.ts';
import { splitWords, takeNamed, type Word } from './words.ts';

/** What a typed line gives. */
export interface LineRead {
  raw: RawValues;
  /** Arguments of which nobody can tell where their words end: they are asked for. */
  unclear: readonly ArgumentProblem[];
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

interface Run {
  /** The longest run that is this argument's: it can be read, or was surely meant and is wrong. */
  found?: { count: number; value?: unknown };
  /** How many words the runs have of which something is offered, the longest first. */
  fits: readonly number[];
}

/** So many runs are looked at for what stands behind them. */
const mostFits = 8;

async function longestRead<Context>(
  [, { kind }]: Positional<Context>,
  pieces: readonly string[],
  context: Context,
  given: Record<string, unknown>,
): Promise<Run> {
  const fits: number[] = [];
  for (let count = kind.takesRest ? longestCount(pieces) : 1; count > 0; count -= 1) {
    const words = pieces.slice(0, count).join(' ');
    const read = await kind.read(words, context, given);
    const isPart = count < pieces.length;
    if (read.ok && !(read.alone && isPart)) return { found: { count, value: read.value }, fits };
    if (read.ok) continue;
    const isMeant = read.problem.isMeant && !(read.problem.alone && isPart);
    if (isMeant || (count === 1 && kind.claims?.(words))) return { found: { count }, fits };
    if (read.problem.suggestions?.length) fits.push(count);
  }
  return { fits };
}

/** Words of a person, which any words can be. */
const isFree = <Context>({ kind }: AnyArgument<Context>): boolean =>
  kind.name === 'text' && kind.isFree === true;

const unclearProblem = (text: string): Problem => problem('kit.errors.unclear', { text });

/** An argument that got its words by their place. */
interface Taken<Context> {
  name: string;
  argument: AnyArgument<Context>;
  first: Word;
  /** Free words without quotes that end where the next argument was thought to begin. */
  isBare: boolean;
}

/** Gives words to arguments by their place, until one has to be asked for. */
class Places<Context> {
  readonly raw: Record<string, Raw> = {};
  readonly unclear: ArgumentProblem[] = [];
  private readonly given: Record<string, unknown> = {};
  private readonly taken: Taken<Context>[] = [];
  /** The optional argument that was passed over at a place and most likely was meant: one that offers something, else the first. */
  private near: { entry: Positional<Context>; at: number; offers: boolean } | undefined;
  private at = 0;
  private readonly rest: string;
  private readonly words: readonly Word[];
  private readonly waiting: readonly Positional<Context>[];
  private readonly context: Context;

  constructor(rest: string, waiting: readonly Positional<Context>[], context: Context) {
    this.rest = rest;
    this.words = splitWords(rest);
    this.waiting = waiting;
    this.context = context;
  }

  async fill(): Promise<void> {
    for (const [index, entry] of this.waiting.entries()) {
      const word = this.words[this.at];
      if (word === undefined) return;
      const followers = this.waiting.slice(index + 1);
      const goesOn = isFree(entry[1])
        ? this.takeFree(entry, word, followers)
        : await this.takeRead(entry, word, followers);
      if (!goesOn) return;
    }
    const extra = this.words[this.at];
    const last = this.taken.at(-1);
    if (extra !== undefined && last !== undefined) this.doubt(this.taken.length - 1);
  }

  private keep(
    [name, argument]: Positional<Context>,
    words: string,
    count: number,
    isBare = false,
  ): true {
    const first = this.words[this.at];
    if (first) this.taken.push({ name, argument, first, isBare });
    this.raw[name] = words;
    this.at += count;
    return true;
  }

  /** Words that could be several arguments', from the one at this place on: it is asked for, and nothing is given. */
  private doubt(from: number): false {
    const doubtful = this.taken.slice(from);
    for (const { name } of doubtful) delete this.raw[name];
    const [first] = doubtful;
    if (first)
      this.unclear.push({
        argument: first.name,
        problem: unclearProblem(this.rest.slice(first.first.start)),
      });
    return false;
  }

  private takeFree(
    entry: Positional<Context>,
    word: Word,
    followers: readonly Positional<Context>[],
  ): boolean {
    const left = this.words.length - this.at;
    const isLastNeeded = !followers.some(([, { required }]) => required);
    const all = this.rest.slice(word.start);
    // What follows a quoted text may be of that text, unless something that is needed stands between them.
    const earlier = this.taken.findLastIndex(
      ({ argument }) => isFree(argument) || argument.required,
    );
    const text = this.taken[earlier];
    if (!word.quoted && text && isFree(text.argument) && text.first.quoted)
      return this.doubt(earlier);
    if (followers.length === 0)
      return this.keep(entry, word.quoted && left === 1 ? word.text : all, left);
    if (word.quoted) return this.keep(entry, word.text, 1);
    if (isLastNeeded) return this.keep(entry, all, left);
    this.keep(entry, word.text, 1, true);
    return word.stray || this.isTooMuch(followers) ? this.doubtBare() : true;
  }

  /** Whether free words without quotes follow of which nobody knows how many are of which argument. */
  private isTooMuch(followers: readonly Positional<Context>[]): boolean {
    const other = followers.findIndex(([, argument]) => !argument.required || !isFree(argument));
    const texts = other === -1 ? followers.length : other;
    if (texts === 0) return false;
    const behind = this.words.slice(this.at);
    const end = behind.findIndex(
      ({ quoted, text }) => quoted || followers.some(([, { kind }]) => kind.claims?.(text)),
    );
    return (end === -1 ? behind.length : end) > texts;
  }

  /**
   * Gives everything that is left to the only free words, when they came last and nothing behind them looks like
   * another argument's. @returns false when somebody else's words may be among them
   */
  private giveAll(): boolean {
    const bare = this.taken.filter(({ isBare }) => isBare);
    const last = this.taken.at(-1);
    const behind = this.words.slice(this.at);
    const isOthers = ({ quoted, stray, text }: Word) =>
      quoted || stray || this.waiting.some(([, { kind }]) => kind.claims?.(text));
    if (bare.length !== 1 || !last?.isBare || behind.some(isOthers)) return false;
    this.raw[last.name] = this.rest.slice(last.first.start);
    this.at = this.words.length;
    return true;
  }

  private doubtBare(): false {
    return this.doubt(this.taken.findIndex(({ isBare }) => isBare));
  }

  private async takeRead(
    entry: Positional<Context>,
    word: Word,
    followers: readonly Positional<Context>[],
  ): Promise<boolean> {
    const [name, { kind, required }] = entry;
    const behind = this.words.slice(this.at);
    const stop = behind.findIndex(({ quoted }) => quoted);
    const pieces = word.quoted
      ? [word.text]
      : (stop === -1 ? behind : behind.slice(0, stop)).map(({ text }) => text);
    const { found, fits } = word.quoted
      ? await this.readWhole(entry, word.text)
      : await longestRead(entry, pieces, this.context, this.given);
    if (found) {
      this.keep(entry, pieces.slice(0, found.count).join(' '), found.count);
      if (found.value !== undefined) this.given[name] = found.value;
      return true;
    }
    // What was meant is asked; the words behind it are of those that follow.
    const before = await this.fitBefore(fits, pieces, followers);
    const fitting = before ?? fits[0] ?? 0;
    if (before !== undefined || (required && fitting > 0 && followers.length > 0))
      return this.keep(entry, pieces.slice(0, fitting).join(' '), fitting);
    if (!required && followers.length > 0) {
      const offers = fitting > 0;
      if (this.near?.at !== this.at || (offers && !this.near.offers))
        this.near = { entry, at: this.at, offers };
      return true;
    }
    // The first that could mean these words asks, rather than the last that is left.
    const isNear = this.near?.at === this.at && (this.near.offers || fitting === 0);
    if (this.near && isNear && this.taken.length === 0)
      return this.keep(this.near.entry, pieces.join(' '), pieces.length);
    return this.fail(entry, word, pieces, kind.takesRest === true && followers.length === 0);
  }

  /** The longest of these runs behind which words stand that are surely another argument's. */
  private async fitBefore(
    fits: readonly number[],
    pieces: readonly string[],
    followers: readonly Positional<Context>[],
  ): Promise<number | undefined> {
    for (const count of fits.slice(0, mostFits)) {
      if (await this.isOf(pieces.slice(count), followers)) return count;
    }
    return undefined;
  }

  /** Whether an argument that follows reads these words, or the first of them; free words tell nothing. */
  private async isOf(
    pieces: readonly string[],
    followers: readonly Positional<Context>[],
  ): Promise<boolean> {
    const [first] = pieces;
    if (first === undefined) return false;
    const all = pieces.slice(0, longestCount(pieces)).join(' ');
    for (const [, argument] of followers) {
      if (isFree(argument)) return false;
      for (const words of new Set([all, first])) {
        const read = await argument.kind.read(words, this.context, this.given);
        if (read.ok && !(read.alone && words !== all)) return true;
      }
      if (argument.required) return false;
    }
    return false;
  }

  /** A value in quotes is read as a whole. */
  private async readWhole([, { kind }]: Positional<Context>, text: string): Promise<Run> {
    const read = await kind.read(text, this.context, this.given);
    if (read.ok) return { found: { count: 1, value: read.value }, fits: [] };
    const isMine = read.problem.isMeant || kind.claims?.(text) || read.problem.suggestions?.length;
    return isMine ? { found: { count: 1 }, fits: [] } : { fits: [] };
  }

  /** Whether the first words of a quotation are a value of this argument, with others behind them. */
  private async begins(entry: Positional<Context>, text: string): Promise<boolean> {
    const { found } = await longestRead(entry, text.split(/\s+/), this.context, this.given);
    return found?.value !== undefined;
  }

  /** Nothing can read these words: they may be the end of what stands before, else they are this one's mistake. */
  private async fail(
    entry: Positional<Context>,
    word: Word,
    pieces: readonly string[],
    isLast: boolean,
  ): Promise<boolean> {
    if (word.quoted && (await this.begins(entry, word.text))) return this.keep(entry, word.text, 1);
    if (this.taken.some(({ isBare }) => isBare)) return this.giveAll() || this.doubtBare();
    const before = this.taken.at(-1);
    if (before && (isFree(before.argument) || before.argument.kind.claims?.(word.text)))
      return this.doubt(this.taken.length - 1);
    const count = isLast ? pieces.length : word.quoted ? 1 : pieces.length;
    return this.keep(entry, pieces.slice(0, count).join(' '), count);
  }
}

/**
 * Gives the words of a typed line to the arguments: `name=value` first, the rest in order.
 * An argument takes the longest run of words that it can read; an optional one that can read none is passed over.
 * Where nobody can tell which words are whose, they are nobody's and the argument is asked for.
 */
export async function readLine<Context>(
  definition: Pick<Definition<Context>, 'args'>,
  line: string,
  names: ReadonlyMap<string, string>,
  context: Context,
): Promise<LineRead> {
  const { named, unclear, rest } = takeNamed(line, names);
  const waiting = Object.entries(definition.args).filter(
    ([name, { hidden }]) => !hidden && named[name] === undefined && unclear[name] === undefined,
  );
  const places = new Places(rest, waiting, context);
  await places.fill();
  return {
    raw: { ...named, ...places.raw },
    unclear: [
      ...Object.entries(unclear).map(([argument, text]) => ({
        argument,
        problem: unclearProblem(text),
      })),
      ...places.unclear,
    ],
  };
}
