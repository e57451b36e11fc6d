import { fold } from '../../language/text/fold.ts';
import { type CheckCondition, findUnmetCondition } from '../define/access.ts';
import type { Localizer, ParseContext } from '../define/argument-type.ts';
import type { ActionDefinition, Command } from '../define/command.ts';
import { commandKey } from './error-messages.ts';

/** Every name that people may type for an argument (its own, and in both languages), folded. */
export function argumentNames<Context extends ParseContext>(
  command: string,
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  words: Localizer,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const open = Object.entries(args).flatMap(([name, { isHidden }]) => (isHidden ? [] : [name]));
  // Two words are one where people write no spaces into a name.
  const teach = (written: string, name: string) => {
    const folded = fold(written);
    for (const spelled of [folded, folded.replaceAll(' ', ''), folded.replaceAll(' ', '_')])
      names.set(spelled, name);
  };
  // What a name was once is overruled by what another is now.
  for (const { alias, of } of parseAliasPairs(words, 'aliases.arguments'))
    if (open.includes(of)) teach(alias, of);
  for (const name of open) {
    teach(words.t(`commands.${commandKey(command)}.${name}.name`), name);
    names.set(fold(name), name);
  }
  return names;
}

/** {@link argumentNames}, worked out once for each definition and each language's words. */
export function memoizeArgumentNames<
  Context extends ParseContext,
>(): typeof argumentNames<Context> {
  const known = new WeakMap<Localizer['t'], WeakMap<object, ReadonlyMap<string, string>>>();
  return (command, definition, context) =>
    known
      .getOrInsertComputed(context.t, () => new WeakMap())
      .getOrInsertComputed(definition, () => argumentNames(command, definition, context));
}

/** How many letters must change to make one word the other. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Letters by which a command may be mistyped. */
const maxTypos = 2;

/** Pairs of a catalogue's list: `sukien: events, dangky: signup`. */
const parseAliasPairs = ({ t }: Localizer, key: string): { alias: string; of: string }[] =>
  t(key)
    .split(',')
    .map((pair) => pair.split(':').map((part) => part.trim()))
    .flatMap(([alias, of]) => (alias && of ? [{ alias, of }] : []));

/** Other words for commands in one language, the one that menus show first. */
export const commandAliases = (words: Localizer): { alias: string; command: string }[] =>
  parseAliasPairs(words, 'aliases.commands').map(({ alias, of }) => ({
    alias,
    command: commandKey(of),
  }));

/** A name however its marks are written, with `-`, `_`, a space or nothing between its words. */
export const normalizeName = (name: string): string => fold(name).replace(/[\s_-]+/g, '');

/** Commands by every name that may be typed for them, however it is spelt. */
export interface CommandIndex {
  get(typed: string): string | undefined;
  has(typed: string): boolean;
}

export function createCommandIndex(
  commands: readonly string[],
  languages: readonly Localizer[],
): CommandIndex {
  const names = new Map(
    commands.flatMap((name) =>
      commandSpellings(name, languages).map((typed) => [normalizeName(typed), name] as const),
    ),
  );
  return {
    get: (typed) => names.get(normalizeName(typed)),
    has: (typed) => names.has(normalizeName(typed)),
  };
}

/**
 * What people may type for a command: its own name, and each language's without diacritics, with `_` or without,
 * and its other words.
 */
export function commandSpellings(name: string, languages: readonly Localizer[]): string[] {
  const key = commandKey(name);
  const [group] = name.split(' ');
  const aliases = languages.map(({ t }) => {
    const words = [
      ...(name.includes(' ') ? [t(`commands.groups.${group}.name`)] : []),
      t(`commands.${key}.name`),
    ];
    return fold(words.join('_')).replaceAll(' ', '_');
  });
  const others = languages
    .flatMap(commandAliases)
    .flatMap(({ alias, command }) => (command === key ? [alias] : []));
  const joined = aliases.map((alias) => alias.replaceAll('_', ''));
  return [...new Set([key, ...aliases, ...joined, ...others])];
}

/**
 * The command that was probably meant, as it is typed, among those that this person may use here;
 * nothing when none is near.
 */
export async function findClosestCommand<Context extends ParseContext>(
  commands: readonly Command<Context>[],
  typed: string,
  context: Context,
  authority: CheckCondition<Context>,
): Promise<string | undefined> {
  const wanted = fold(typed).replaceAll(' ', '_');
  const ranked = commands
    .flatMap(({ name, access }) =>
      commandSpellings(name, [context]).map((one) => ({
        name: one,
        access,
        far: editDistance(one, wanted),
      })),
    )
    .filter(({ far }) => far <= maxTypos)
    .sort((a, b) => a.far - b.far);
  for (const { name, access } of ranked) {
    if (!(await findUnmetCondition(access, context, authority))) return name;
  }
  return undefined;
}

/**
 * The commands of two words that begin with what was typed, as they are typed, among those that this person may use
 * here; none when no command begins so.
 */
export async function commandsInGroup<Context extends ParseContext>(
  commands: readonly Command<Context>[],
  typed: string,
  context: Context,
  authority: CheckCondition<Context>,
): Promise<string[]> {
  const wanted = normalizeName(typed);
  const usable: string[] = [];
  for (const { name, access } of commands) {
    const [group = ''] = name.split(' ');
    if (group === name) continue;
    const words = [group, context.t(`commands.groups.${group}.name`)].map(normalizeName);
    if (!words.includes(wanted)) continue;
    if (!(await findUnmetCondition(access, context, authority))) usable.push(commandKey(name));
  }
  return usable;
}
