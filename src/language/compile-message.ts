import {
  type FormatXMLElementFn,
  IntlMessageFormat,
  type MessageFormatPart,
} from 'intl-messageformat';
import { intlLocales, type Locale } from './locale.ts';
import type { MessageParam, MessageParams } from './message-params.ts';
import { findPlaceholders } from './placeholders.ts';
import { type MarkupTag, markupTags, type StyledRun } from './styled-run.ts';
import { isolateBidi } from './text/bidi.ts';

interface MarkedChunk {
  readonly tag: MarkupTag;
  readonly children: readonly Chunk[];
}
type Chunk = string | MarkedChunk | Exclude<MessageParam, string>;
type Values = Record<string, MessageParam | FormatXMLElementFn<Chunk>>;

/** A message of the catalogue, ready to be formatted. */
export interface CompiledMessage {
  /** Names of its parameters. */
  readonly placeholders: readonly string[];
  format(params: MessageParams): StyledRun[];
}

/** An ICU message format with cached formatters. */
function createMessageFormat(text: string, locale: Locale, zone: string | undefined) {
  const numbers = new Map<string, Intl.NumberFormat>();
  const dates = new Map<string, Intl.DateTimeFormat>();
  const plurals = new Map<string, Intl.PluralRules>();
  const cached = <T>(cache: Map<string, T>, options: unknown, create: () => T) =>
    cache.getOrInsertComputed(JSON.stringify(options ?? null), create);
  return new IntlMessageFormat(text, intlLocales[locale], undefined, {
    formatters: {
      getNumberFormat: (tag, options) =>
        cached(numbers, options, () => new Intl.NumberFormat(tag, options)),
      getDateTimeFormat: (tag, options) =>
        cached(dates, options, () => new Intl.DateTimeFormat(tag, { timeZone: zone, ...options })),
      getPluralRules: (tag, options) =>
        cached(plurals, options, () => new Intl.PluralRules(tag, options)),
    },
  });
}

/** Keeps the text direction of parameters, such as names, from affecting the message. */
const isolatedParams = (params: MessageParams): MessageParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolateBidi(value) : value,
    ]),
  );

const markupHandlers = Object.fromEntries(
  markupTags.map((tag) => [tag, (children: Chunk[]): MarkedChunk => ({ tag, children })]),
);

const toRuns = (chunks: readonly Chunk[], outerTags: readonly MarkupTag[] = []): StyledRun[] =>
  chunks.flatMap((chunk): StyledRun[] =>
    typeof chunk === 'object' && 'children' in chunk
      ? toRuns(chunk.children, [...outerTags, chunk.tag])
      : chunk === ''
        ? []
        : [{ text: String(chunk), tags: outerTags }],
  );

/** Joins neighbours with the same markup. */
function joinRuns(runs: readonly StyledRun[]): StyledRun[] {
  const joined: StyledRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && last.tags.join() === run.tags.join())
      joined.splice(-1, 1, { text: last.text + run.text, tags: run.tags });
    else joined.push(run);
  }
  return joined;
}

/** All that ICU interprets outside of plurals: braces, tags and doubled apostrophes. */
const icuSyntax = /[{}<]|''/;

/** @param zone IANA zone in which instants are formatted */
export function compileMessage(
  text: string,
  locale: Locale,
  zone: string | undefined,
): CompiledMessage {
  if (!icuSyntax.test(text)) {
    return { placeholders: [], format: () => (text === '' ? [] : [{ text, tags: [] }]) };
  }
  const format = createMessageFormat(text, locale, zone);
  return {
    placeholders: findPlaceholders(format.getAst()).params,
    format(params) {
      const values: Values = { ...isolatedParams(params), ...markupHandlers };
      const parts: MessageFormatPart<Chunk>[] = format.formatToParts<Chunk>(values);
      return joinRuns(toRuns(parts.map(({ value }) => value)));
    },
  };
}
