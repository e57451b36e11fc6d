import path from 'node:path';
import type { Locale } from './locale.ts';

/** Telegram's own buttons send these in English in every language. Source: Bot API, "Global Commands". */
const untranslatedCommands: ReadonlySet<string> = new Set(['start', 'help']);

/** Files under `commands/` that describe no command. */
const nonCommandFiles: ReadonlySet<string> = new Set(['groups']);

/**
 * The one-word spelling of each command in a language: its English name, or the first alias that the catalogue lists for
 * it. Keys are names as texts write them: `alert send`.
 * @param files paths of the catalogue's files
 * @param aliases `alias: command` pairs separated by commas
 */
export function commandSpellingsIn(
  locale: Locale,
  files: readonly string[],
  aliases: string,
): ReadonlyMap<string, string> {
  const aliasOf = new Map(
    aliases
      .split(',')
      .map((pair) => pair.split(':').map((part) => part.trim()))
      // The first alias of a command overwrites the later ones.
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
      locale === 'en' || untranslatedCommands.has(key) ? key : (aliasOf.get(key) ?? key),
    ]),
  );
}
