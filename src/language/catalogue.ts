import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { createCommandMarker } from './command-references.ts';
import { commandSpellingsIn } from './command-spelling.ts';
import { type CompiledMessage, compileMessage } from './compile-message.ts';
import { type Locale, locales } from './locale.ts';
import type { MessageParams } from './message-params.ts';
import type { StyledRun } from './styled-run.ts';

export type { MessageParam, MessageParams } from './message-params.ts';
export { type MarkupTag, markupTags, type StyledRun } from './styled-run.ts';

/**
 * Key of a message: its file under `locales/<locale>/`, then the path inside, with dots: `events.when`,
 * `commands.signup.full`. A test checks every key in the code.
 */
export type MessageKey = string;

export interface Translator {
  readonly locale: Locale;
  /**
   * The message as plain text without markup.
   * @throws Error naming the key and the missing parameter
   */
  t(key: MessageKey, params?: MessageParams): string;
  /**
   * The message as runs of text with markup.
   * @throws Error naming the key and the missing parameter
   */
  rich(key: MessageKey, params?: MessageParams): StyledRun[];
}

type Tree = { readonly [name: string]: string | Tree };

interface Catalogue {
  readonly messages: ReadonlyMap<MessageKey, string>;
  /** One-word spelling of each command by its name. */
  readonly commandSpellings: ReadonlyMap<string, string>;
}

const root = path.resolve(import.meta.dirname, '../../locales');
const treeSchema: z.ZodType<Tree> = z.record(
  z.string(),
  z.union([z.string(), z.lazy(() => treeSchema)]),
);

const flatten = (tree: Tree, prefix: string): [key: MessageKey, text: string][] =>
  Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + name, value]] : flatten(value, `${prefix}${name}.`),
  );

/** The entry of a file that names another one: messages that the file lacks are taken from there. */
const inheritEntry = '.$extends';

function withInherited(texts: ReadonlyMap<MessageKey, string>): Map<MessageKey, string> {
  const all = new Map([...texts].filter(([key]) => !key.endsWith(inheritEntry)));
  for (const [entry, base] of texts) {
    if (!entry.endsWith(inheritEntry)) continue;
    const file = entry.slice(0, -inheritEntry.length);
    for (const [key, text] of texts) {
      if (!key.startsWith(`${base}.`)) continue;
      const inherited = `${file}${key.slice(base.length)}`;
      if (!all.has(inherited)) all.set(inherited, text);
    }
  }
  return all;
}

/** Loads all files of a language; the path of a file is the prefix of its keys. */
function load(locale: Locale): Catalogue {
  const folder = path.join(root, locale);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  const own = new Map(
    files.flatMap((file) => {
      const tree = treeSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
      const prefix = file.slice(0, -'.json'.length).split(path.sep).join('.');
      return flatten(tree, `${prefix}.`);
    }),
  );
  const texts = withInherited(own);
  const commandSpellings = commandSpellingsIn(locale, files, texts.get('aliases.commands') ?? '');
  const markCommands = createCommandMarker(commandSpellings);
  return {
    messages: new Map([...texts].map(([key, text]) => [key, markCommands(text)])),
    commandSpellings,
  };
}

const catalogues: Readonly<Record<Locale, Catalogue>> = { en: load('en'), vi: load('vi') };

/** The one-word spelling of a command in a language: `alert send` is `alert_send`, or an alias in that language. */
export const commandSpelling = (locale: Locale, name: string): string =>
  catalogues[locale].commandSpellings.get(name) ?? name.replaceAll(' ', '_');

/** All messages of a language with their unformatted texts transformed. */
export const mapMessages = (
  locale: Locale,
  transform: (text: string) => string,
): ReadonlyMap<string, string> =>
  new Map([...catalogues[locale].messages].map(([key, text]) => [key, transform(text)]));

export const hasMessage = (key: MessageKey, locale: string = 'en'): boolean =>
  locales.some((one) => one === locale && catalogues[one].messages.has(key));

/**
 * Creates a translator, which compiles each message once: create one per language and zone and keep it.
 * @param options.zone IANA zone in which instants are formatted; UTC by default
 * @param options.messages texts by key instead of the catalogue's
 */
export function createTranslator(
  locale: Locale,
  {
    zone = 'UTC',
    messages = catalogues[locale].messages,
  }: { readonly zone?: string; readonly messages?: ReadonlyMap<string, string> } = {},
): Translator {
  const compiled = new Map<MessageKey, CompiledMessage>();

  const rich = (key: MessageKey, params: MessageParams = {}): StyledRun[] => {
    const text = messages.get(key);
    if (text === undefined) throw new Error(`no message ${key} in ${locale}`);
    const message = compiled.getOrInsertComputed(key, () => compileMessage(text, locale, zone));
    for (const name of message.placeholders)
      if (!Object.hasOwn(params, name) || params[name] === undefined)
        throw new Error(`message ${key} lacks its parameter ${name}`);
    return message.format(params);
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

/** Shared translators for each language in UTC. */
export const translators: Readonly<Record<Locale, Translator>> = {
  en: createTranslator('en'),
  vi: createTranslator('vi'),
};
