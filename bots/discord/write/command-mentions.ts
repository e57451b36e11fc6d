import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import { commandSpellings } from '../../../src/kit/input/command-index.ts';
import type { CommandManifest } from '../../../src/kit/menu/manifest.ts';
import type { CommandMention } from './markdown.ts';

/**
 * Commands in texts as Discord's clients let people press them. They show the English name whatever the reader's
 * language. Source: Discord, "Message Formatting"; discord-api-docs issue 5518.
 */
export function createCommandMentions(
  sheets: readonly CommandManifest[],
  words: Readonly<Record<string, Localizer>>,
) {
  const languages = Object.values(words);
  const names = new Map(
    sheets.flatMap(({ name }) =>
      commandSpellings(name, languages).map((typed) => [typed, name] as const),
    ),
  );
  let ids: ReadonlyMap<string, string> = new Map();
  let version = 0;

  const write: CommandMention = (typed) => {
    const name = names.get(typed.slice(1));
    if (name === undefined) return typed;
    const id = ids.get(name.split(' ')[0] ?? name);
    return id === undefined ? `/${name}` : `</${name}:${id}>`;
  };

  return {
    write,
    /** Discord has the commands under these ids: by the name, or by the first word where there are two. */
    registered(found: ReadonlyMap<string, string>): void {
      ids = found;
      version += 1;
    },
    /** Another one each time that commands are written in another way. */
    version: (): string => String(version),
  };
}
