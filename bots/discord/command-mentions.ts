import type { Words } from '../../src/kit/kind.ts';
import { typedNames } from '../../src/kit/names.ts';
import type { CommandSheet } from '../../src/kit/sheet.ts';
import type { CommandMention } from './markdown.ts';

/**
 * Commands in texts as Discord's clients let people press them. They show the English name whatever the reader's
 * language. Source: Discord, "Message Formatting"; discord-api-docs issue 5518.
 */
export function createCommandMentions(
  sheets: readonly CommandSheet[],
  words: Readonly<Record<string, Words>>,
) {
  const languages = Object.values(words);
  const names = new Map(
    sheets.flatMap(({ name }) =>
      typedNames(name, languages).map((typed) => [typed, name] as const),
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
