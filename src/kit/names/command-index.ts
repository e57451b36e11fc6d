import { fold } from '../../language/text/fold.ts';
import type { Localizer } from '../define/parse-context.ts';
import { commandAliases } from './aliases.ts';
import { commandKey } from './message-keys.ts';
import { normalizeName } from './normalize-name.ts';

/** Finds commands by every name that may be typed for them, however it is spelt. */
export interface CommandIndex {
  get(typed: string): string | undefined;
  has(typed: string): boolean;
}

/**
 * What people may type for a command: its own name, the localized names without diacritics, with `_` or without, and
 * its aliases.
 */
export function commandSpellings(name: string, localizers: readonly Localizer[]): string[] {
  const key = commandKey(name);
  const [group] = name.split(' ');
  const localized = localizers.map(({ t }) => {
    const words = [
      ...(name.includes(' ') ? [t(`commands.groups.${group}.name`)] : []),
      t(`commands.${key}.name`),
    ];
    return fold(words.join('_')).replaceAll(' ', '_');
  });
  const aliases = localizers
    .flatMap(commandAliases)
    .flatMap(({ alias, command }) => (command === key ? [alias] : []));
  const joined = localized.map((one) => one.replaceAll('_', ''));
  return [...new Set([key, ...localized, ...joined, ...aliases])];
}

export function createCommandIndex(
  commands: readonly string[],
  localizers: readonly Localizer[],
): CommandIndex {
  const names = new Map(
    commands.flatMap((name) =>
      commandSpellings(name, localizers).map((typed) => [normalizeName(typed), name] as const),
    ),
  );
  return {
    get: (typed) => names.get(normalizeName(typed)),
    has: (typed) => names.has(normalizeName(typed)),
  };
}
