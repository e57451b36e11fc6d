import type { Localizer } from '../../../src/kit/define/parse-context.ts';
import type { CommandManifest } from '../../../src/kit/menu/manifest.ts';
import { commandSpellings } from '../../../src/kit/names/command-index.ts';
import type { CommandMention } from './markdown.ts';

/**
 * Commands in texts as clickable mentions, which show the English name in every language. Source: Discord, "Message Formatting"; discord-api-docs issue 5518.
 */
export function createCommandMentions(
  manifests: readonly CommandManifest[],
  localizers: Readonly<Record<string, Localizer>>,
) {
  const languages = Object.values(localizers);
  const names = new Map(
    manifests.flatMap(({ name }) =>
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
    /** Sets Discord's ids of the commands, by name or by the first word of a two-word name. */
    setIds(found: ReadonlyMap<string, string>): void {
      ids = found;
      version += 1;
    },
    /** Changes whenever mentions are written differently. */
    version: (): string => String(version),
  };
}
