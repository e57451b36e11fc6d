import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type FormatXMLElementFn,
  IntlMessageFormat,
  type MessageFormatPart,
} from 'intl-messageformat';
import { z } from 'zod';
import { createCommandMarker } from './command-references.ts';
import { intlLocales, type Locale, locales } from './locale.ts';
import { findPlaceholders } from './placeholders.ts';
import { isolateBidi } from './text/bidi.ts';

/**
 * A message's name: its file under `locales/<locale>/`, then the path inside, with dots: `events.when`,
 * `commands.signup.full`. A test holds every key in the code against the catalogues.
 */
export type MessageKey = string;

/** What a message may be filled with. Text stays text: it is never read as markup or as ICU. */
export type MessageParam =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Temporal.Instant
  | Temporal.PlainDate
  | Temporal.PlainTime;
export type MessageParams = Readonly<Record<string, MessageParam>>;

/** The markup a catalogue may use; the names are therefore not free for parameters. */
export const markupTags = ['b', 'i', 'code'] as const;
export type MarkupTag = (typeof markupTags)[number];

/** A piece of a message; `tags` from the outermost to the innermost. */
export interface StyledRun {
  readonly text: string;
  readonly tags: readonly MarkupTag[];
}

export interface Translator {
  readonly locale: Locale;
  /**
   * The message as plain text, its markup left out.
   * @throws Error naming the key and the parameter that is missing
   */
  t(key: MessageKey, params?: MessageParams): string;
  /**
   * The message in runs of text with their markup.
   * @throws Error naming the key and the parameter that is missing
   */
  rich(key: MessageKey, params?: MessageParams): StyledRun[];
}

type Tree = { readonly [name: string]: string | Tree };

const root = path.resolve(import.meta.dirname, '../../locales');
const treeSchema: z.ZodType<Tree> = z.record(
  z.string(),
  z.union([z.string(), z.lazy(() => treeSchema)]),
);

function flatten(tree: Tree, path = ''): [key: string, message: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[path + name, value]] : flatten(value, `${path}${name}.`),
  );
}

/** Telegram's own buttons send these in English whatever the language. Source: Bot API, "Global Commands". */
const neverTranslated: ReadonlySet<string> = new Set(['start', 'help']);

/** A command's file under `commands/` also holds words that are nobody's command. */
const nonCommandFiles: ReadonlySet<string> = new Set(['groups']);

/**
 * How each command is typed in one word in a language: its own name, which is English, else the first other word
 * that the catalogue lists for it. Keys are the names as texts write them: `alert send`.
 */
function commandSpellingsIn(
  locale: Locale,
  files: readonly string[],
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const others = new Map(
    (texts.get('aliases.commands') ?? '')
      .split(',')
      .map((pair) => pair.split(':').map((part) => part.trim()))
      .reverse()
      .map(([alias = '', name = '']) => [name.replaceAll(' ', '_'), alias]),
  );
  const keys = files
    .filter((file) => path.dirname(file) === 'commands')
    .map((file) => path.basename(file, '.json'))
    .filter((key) => !nonCommandFiles.has(key));
  return new Map(
    keys.map((key) => [
      key.replaceAll('_', ' '),
      locale === 'en' || neverTranslated.has(key) ? key : (others.get(key) ?? key),
    ]),
  );
}

/** Every catalogue of a language: the file's place becomes the beginning of its keys. */
function load(locale: Locale): Catalogue {
  const folder = path.join(root, locale);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  const texts = new Map(
    files.flatMap((file) => {
      const tree = treeSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
      const subject = file.slice(0, -'.json'.length).split(path.sep).join('.');
      return flatten(tree, `${subject}.`);
    }),
  );
  const typed = commandSpellingsIn(locale, files, texts);
  const mark = createCommandMarker(typed);
  return { texts: new Map([...texts].map(([key, text]) => [key, mark(text)])), typed };
}

interface Catalogue {
  readonly texts: ReadonlyMap<string, string>;
  /** How each command is typed in one word. */
  readonly typed: ReadonlyMap<string, string>;
}

const loaded: Readonly<Record<Locale, Catalogue>> = { en: load('en'), vi: load('vi') };

const catalogues: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  en: loaded.en.texts,
  vi: loaded.vi.texts,
};

/** How a command is typed in one word by whoever reads a language: `alert send` is `alert_send`, or a word of that language. */
export const commandSpelling = (locale: Locale, name: string): string =>
  loaded[locale].typed.get(name) ?? name.replaceAll(' ', '_');

/** A language's messages with every text changed, before anything is filled in. */
export const mapMessages = (
  locale: Locale,
  change: (text: string) => string,
): ReadonlyMap<string, string> =>
  new Map([...catalogues[locale]].map(([key, text]) => [key, change(text)]));

/** Whether a message of this name exists in a language. */
export const hasMessage = (key: MessageKey, locale: string = 'en'): boolean =>
  locales.some((one) => one === locale && catalogues[one].has(key));

interface MarkedChunk {
  readonly tag: MarkupTag;
  readonly children: readonly Chunk[];
}
type Chunk = string | MarkedChunk | Exclude<MessageParam, string>;
type Values = Record<string, MessageParam | FormatXMLElementFn<Chunk>>;

interface CompiledMessage {
  readonly placeholders: readonly string[];
  format(values: Values): MessageFormatPart<Chunk>[];
}

function compile(text: string, locale: Locale, zone: string | undefined): CompiledMessage {
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
    placeholders: findPlaceholders(formatter.getAst()).params,
    format: (values) => formatter.formatToParts<Chunk>(values),
  };
}

/** What fills a message does not turn its direction: names and titles come from people. */
const isolatedParams = (params: MessageParams): MessageParams =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolateBidi(value) : value,
    ]),
  );

const markup = Object.fromEntries(
  markupTags.map((tag) => [tag, (children: Chunk[]): MarkedChunk => ({ tag, children })]),
);

function toRuns(chunks: readonly Chunk[], outer: readonly MarkupTag[]): StyledRun[] {
  return chunks.flatMap((chunk): StyledRun[] =>
    typeof chunk === 'object' && 'children' in chunk
      ? toRuns(chunk.children, [...outer, chunk.tag])
      : chunk === ''
        ? []
        : [{ text: String(chunk), tags: outer }],
  );
}

function join(runs: readonly StyledRun[]): StyledRun[] {
  const joined: StyledRun[] = [];
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
 * @param options.messages other words than the catalogues', by key
 */
export function createTranslator(
  locale: Locale,
  {
    zone = 'UTC',
    messages = catalogues[locale],
  }: { readonly zone?: string; readonly messages?: ReadonlyMap<string, string> } = {},
): Translator {
  const compiled = new Map<MessageKey, CompiledMessage>();

  const rich = (key: MessageKey, params: MessageParams = {}): StyledRun[] => {
    const text = messages.get(key);
    if (text === undefined) throw new Error(`no message ${key} in ${locale}`);
    if (!hasSyntax.test(text)) return text === '' ? [] : [{ text, tags: [] }];
    const message = compiled.getOrInsertComputed(key, () => compile(text, locale, zone));
    for (const name of message.placeholders)
      if (!Object.hasOwn(params, name) || params[name] === undefined)
        throw new Error(`message ${key} lacks its parameter ${name}`);
    const parts = message.format({ ...isolatedParams(params), ...markup });
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

/** The program's words in each language. One for all: each keeps what it has compiled. */
export const translators: Readonly<Record<Locale, Translator>> = {
  en: createTranslator('en'),
  vi: createTranslator('vi'),
};
