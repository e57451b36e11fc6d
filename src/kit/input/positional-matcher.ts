import type { AnyArgument } from '../define/command.ts';
import { type ArgumentError, argumentError } from '../define/parse-result.ts';
import type { RawValue } from '../define/raw-value.ts';
import type { InvalidArgument } from './decode.ts';
import { findLongestRun, type PositionalArgument } from './longest-run.ts';
import { acceptsAnyText, belongsToFollower, parseQuoted, startsWithValue } from './parse-words.ts';
import { tokenizeLine, type Word } from './tokenizer.ts';

/** Maximum number of runs for which the following words are checked. */
const maxCandidateRuns = 8;

export const ambiguousError = (text: string): ArgumentError =>
  argumentError('kit.errors.unclear', { text });

/** An argument that was assigned words by position. */
interface MatchedArgument<Context> {
  name: string;
  argument: AnyArgument<Context>;
  first: Word;
  /** Unquoted text that ends where the next argument seems to begin. */
  isBare: boolean;
}

/** Assigns words to arguments by position, until it is ambiguous which words belong to which argument. */
export class PositionalMatcher<Context> {
  readonly raw: Record<string, RawValue> = {};
  readonly ambiguous: InvalidArgument[] = [];
  private readonly parsed: Record<string, unknown> = {};
  private readonly matched: MatchedArgument<Context>[] = [];
  /** The skipped optional argument that was most likely meant at a position: one with suggestions, else the first. */
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

  private assign(
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

  /** Unassigns the words of this argument and the later ones, since they are ambiguous, and asks for the first. */
  private markAmbiguous(from: number): false {
    const affected = this.matched.slice(from);
    for (const { name } of affected) delete this.raw[name];
    const [first] = affected;
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
    // Words after a quoted text may belong to it, unless a required argument is between them.
    const earlier = this.matched.findLastIndex(
      ({ argument }) => acceptsAnyText(argument) || argument.isRequired,
    );
    const text = this.matched[earlier];
    if (!word.isQuoted && text && acceptsAnyText(text.argument) && text.first.isQuoted)
      return this.markAmbiguous(earlier);
    if (followers.length === 0)
      return this.assign(entry, word.isQuoted && left === 1 ? word.text : all, left);
    if (word.isQuoted) return this.assign(entry, word.text, 1);
    if (isLastNeeded) return this.assign(entry, all, left);
    this.assign(entry, word.text, 1, true);
    return word.hasStrayQuote || this.hasTooManyWords(followers)
      ? this.markUnquotedAmbiguous()
      : true;
  }

  /** Whether the following unquoted words could be split among several texts in different ways. */
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
   * Assigns the rest of the line to the only unquoted text, if it was matched last and no word after it looks like a
   * value of another argument.
   * @returns whether it was assigned
   */
  private assignRest(): boolean {
    const bare = this.matched.filter(({ isBare }) => isBare);
    const last = this.matched.at(-1);
    const behind = this.words.slice(this.at);
    const isOthers = ({ isQuoted: quoted, hasStrayQuote, text }: Word) =>
      quoted || hasStrayQuote || this.remaining.some(([, { type }]) => type.looksLike?.(text));
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
    const [name, { type, isRequired }] = entry;
    const behind = this.words.slice(this.at);
    const stop = behind.findIndex(({ isQuoted: quoted }) => quoted);
    const pieces = word.isQuoted
      ? [word.text]
      : (stop === -1 ? behind : behind.slice(0, stop)).map(({ text }) => text);
    const { found, fits } = word.isQuoted
      ? await parseQuoted(entry, word.text, this.context, this.parsed)
      : await findLongestRun(entry, pieces, this.context, this.parsed);
    if (found) {
      this.assign(entry, pieces.slice(0, found.count).join(' '), found.count);
      if (found.value !== undefined) this.parsed[name] = found.value;
      return true;
    }
    // The person is asked about text with suggestions; the words after it belong to the following arguments.
    const before = await this.fitBefore(fits, pieces, followers);
    const fitting = before ?? fits[0] ?? 0;
    if (before !== undefined || (isRequired && fitting > 0 && followers.length > 0))
      return this.assign(entry, pieces.slice(0, fitting).join(' '), fitting);
    if (!isRequired && followers.length > 0) {
      const offers = fitting > 0;
      if (this.skippedCandidate?.at !== this.at || (offers && !this.skippedCandidate.offers))
        this.skippedCandidate = { entry, at: this.at, offers };
      return true;
    }
    // Ask about the first argument that these words could be meant for, not the last.
    const isNear =
      this.skippedCandidate?.at === this.at && (this.skippedCandidate.offers || fitting === 0);
    if (this.skippedCandidate && isNear && this.matched.length === 0)
      return this.assign(this.skippedCandidate.entry, pieces.join(' '), pieces.length);
    return this.assignUnparsed(entry, word, pieces, type.greedy === true && followers.length === 0);
  }

  /** The longest of these runs after which another argument can parse the words. */
  private async fitBefore(
    fits: readonly number[],
    pieces: readonly string[],
    followers: readonly PositionalArgument<Context>[],
  ): Promise<number | undefined> {
    for (const count of fits.slice(0, maxCandidateRuns)) {
      if (await belongsToFollower(pieces.slice(count), followers, this.context, this.parsed))
        return count;
    }
    return undefined;
  }

  /** Handles words that no argument can parse: they may continue the argument before, otherwise this argument is invalid. */
  private async assignUnparsed(
    entry: PositionalArgument<Context>,
    word: Word,
    pieces: readonly string[],
    isLast: boolean,
  ): Promise<boolean> {
    if (word.isQuoted && (await startsWithValue(entry, word.text, this.context, this.parsed)))
      return this.assign(entry, word.text, 1);
    if (this.matched.some(({ isBare }) => isBare))
      return this.assignRest() || this.markUnquotedAmbiguous();
    const before = this.matched.at(-1);
    if (before && (acceptsAnyText(before.argument) || before.argument.type.looksLike?.(word.text)))
      return this.markAmbiguous(this.matched.length - 1);
    const count = isLast ? pieces.length : word.isQuoted ? 1 : pieces.length;
    return this.assign(entry, pieces.slice(0, count).join(' '), count);
  }
}
