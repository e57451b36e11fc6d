import {
  type FormatXMLElementFn,
  IntlMessageFormat,
  type MessageFormatPart,
} from 'intl-messageformat';
import english from '../../locales/en/index.ts';
import vietnamese from '../../locales/vi/index.ts';
import { intlLocales, type Locale } from './locale.ts';
import { placeholdersOf } from './placeholders.ts';

type Catalogues = typeof english;
type KeysOf<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string ? Name : `${Name}.${KeysOf<Tree[Name]>}`;
}[keyof Tree & string];

/** A message's name: subject, then the path in `locales/<locale>/<subject>.json`, with dots. */
export type Key = KeysOf<Catalogues>;

/** What a message may be filled with. Text stays text: it is never read as markup or as ICU. */
export type Param =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Temporal.Instant
  | Temporal.PlainDate
  | Temporal.PlainTime;
export type Params = Readonly<Record<string, Param>>;

/** The markup a catalogue may use; the names are therefore not free for parameters. */
export const tags = ['b', 'i', 'code'] as const;
export type Tag = (typeof tags)[number];

/** A piece of a message; `tags` from the outermost to the innermost. */
export interface Run {
  readonly text: string;
  readonly tags: readonly Tag[];
}

export interface Translator {
  readonly locale: Locale;
  /**
   * The message as plain text, its markup left out.
   * @throws Error naming the key and the parameter that is missing
   */
  t(key: Key, params?: Params): string;
  /**
   * The message in runs of text with their markup.
   * @throws Error naming the key and the parameter that is missing
   */
  rich(key: Key, params?: Params): Run[];
}

type Tree = { readonly [name: string]: string | Tree };

/** The annotation makes the type check fail for a message that Vietnamese lacks. */
const catalogues: Readonly<Record<Locale, Catalogues>> = { en: english, vi: vietnamese };

function flatten(tree: Tree, path = ''): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[path + name, value]] : flatten(value, `${path}${name}.`),
  );
}

const messages: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  en: new Map(flatten(catalogues.en)),
  vi: new Map(flatten(catalogues.vi)),
};

interface Marked {
  readonly tag: Tag;
  readonly children: readonly Chunk[];
}
type Chunk = string | Marked | Exclude<Param, string>;
type Values = Record<string, Param | FormatXMLElementFn<Chunk>>;

interface Message {
  readonly placeholders: readonly string[];
  format(values: Values): MessageFormatPart<Chunk>[];
}

function compile(text: string, locale: Locale, zone: string | undefined): Message {
  const numbers = new Map<string, Intl.NumberFormat>();
  const dates = new Map<string, Intl.DateTimeFormat>();
  const plurals = new Map<string, Intl.PluralRules>();
  const cached = <T>(cache: Map<string, T>, options: unknown, make: () => T) =>
    cache.getOrInsertComputed(JSON.stringify(options ?? null), make);
  const formatter = new IntlMessageFormat(text, intlLocales[locale], undefined, {
    formatters: {
      getNumberFormat: (tag, options) =>
        cached(numbers, options, () => new Intl.NumberFormat(tag, options)),
      getDateTimeFormat: (tag, options) =>
        cached(dates, options, () => new Intl.DateTimeFormat(tag, { timeZone: zone, ...options })),
      getPluralRules: (tag, options) =>
        cached(plurals, options, () => new Intl.PluralRules(tag, options)),
    },
  });
  return {
    placeholders: placeholdersOf(formatter.getAst()).params,
    format: (values) => formatter.formatToParts<Chunk>(values),
  };
}

const markup = Object.fromEntries(
  tags.map((tag) => [tag, (children: Chunk[]): Marked => ({ tag, children })]),
);

function toRuns(chunks: readonly Chunk[], outer: readonly Tag[]): Run[] {
  return chunks.flatMap((chunk): Run[] =>
    typeof chunk === 'object' && 'children' in chunk
      ? toRuns(chunk.children, [...outer, chunk.tag])
      : chunk === ''
        ? []
        : [{ text: String(chunk), tags: outer }],
  );
}

function join(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && last.tags.join() === run.tags.join())
      joined.splice(-1, 1, { text: last.text + run.text, tags: run.tags });
    else joined.push(run);
  }
  return joined;
}

/** Braces, tags and doubled apostrophes are all that ICU reads in a message outside a plural. */
const hasSyntax = /[{}<]|''/;

/**
 * The program's words in one language. Formatters are built when first needed and kept, so make one
 * translator per language (and zone) and keep it.
 * @param options.zone the IANA zone in which instants are shown; without it, UTC
 */
export function createTranslator(
  locale: Locale,
  { zone = 'UTC' }: { readonly zone?: string } = {},
): Translator {
  const compiled = new Map<Key, Message>();

  const rich = (key: Key, params: Params = {}): Run[] => {
    const text = messages[locale].get(key);
    if (text === undefined) throw new Error(`no message ${key} in ${locale}`);
    if (!hasSyntax.test(text)) return text === '' ? [] : [{ text, tags: [] }];
    const message = compiled.getOrInsertComputed(key, () => compile(text, locale, zone));
    for (const name of message.placeholders)
      if (!Object.hasOwn(params, name) || params[name] === undefined)
        throw new Error(`message ${key} lacks its parameter ${name}`);
    const parts = message.format({ ...params, ...markup });
    return join(
      toRuns(
        parts.map(({ value }) => value),
        [],
      ),
    );
  };

  return {
    locale,
    rich,
    t: (key, params) =>
      rich(key, params)
        .map(({ text }) => text)
        .join(''),
  };
}
