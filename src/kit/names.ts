import { fold } from '../language/fold.ts';
import { type Authority, refusal } from './access.ts';
import type { Command, Definition } from './command.ts';
import { commandKey } from './explain.ts';
import type { ReadContext, Words } from './kind.ts';

/** Every name that people may type for an argument (its own, and in both languages), folded. */
export function argumentNames<Context extends ReadContext>(
  command: string,
  { args }: Pick<Definition<Context>, 'args'>,
  words: Words,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const open = Object.entries(args).flatMap(([name, { hidden }]) => (hidden ? [] : [name]));
  // Two words are one where people write no spaces into a name.
  const teach = (written: string, name: string) => {
    const folded = fold(written);
    for (const spelled of [folded, folded.replaceAll(' ', ''), folded.replaceAll(' ', '_')])
      names.set(spelled, name);
  };
  // What a name was once is overruled by what another is now.
  for (const { alias, of } of pairsIn(words, 'aliases.arguments'))
    if (open.includes(of)) teach(alias, of);
  for (const name of open) {
    teach(words.t(`commands.${commandKey(command)}.${name}.name`), name);
    names.set(fold(name), name);
  }
  return names;
}

/** {@link argumentNames}, worked out once for each definition and each language's words. */
export function createArgumentNames<Context extends ReadContext>(): typeof argumentNames<Context> {
  const known = new WeakMap<Words['t'], WeakMap<object, ReadonlyMap<string, string>>>();
  return (command, definition, context) =>
    known
      .getOrInsertComputed(context.t, () => new WeakMap())
      .getOrInsertComputed(definition, () => argumentNames(command, definition, context));
}

/** How many letters must change to make one word the other. */
export function distance(a: string, b: string): number {
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
const mostTypos = 2;

/** Pairs of a catalogue's list: `sukien: events, dangky: signup`. */
const pairsIn = ({ t }: Words, key: string): { alias: string; of: string }[] =>
  t(key)
    .split(',')
    .map((pair) => pair.split(':').map((part) => part.trim()))
    .flatMap(([alias, of]) => (alias && of ? [{ alias, of }] : []));

/** Other words for commands in one language, the one that menus show first. */
export const aliasesIn = (words: Words): { alias: string; command: string }[] =>
  pairsIn(words, 'aliases.commands').map(({ alias, of }) => ({ alias, command: commandKey(of) }));

/** A name however its marks are written, with `-`, `_`, a space or nothing between its words. */
export const spelled = (name: string): string => fold(name).replace(/[\s_-]+/g, '');

/** Commands by every name that may be typed for them, however it is spelt. */
export interface CommandNames {
  get(typed: string): string | undefined;
  has(typed: string): boolean;
}

export function commandNames(
  commands: readonly string[],
  languages: readonly Words[],
): CommandNames {
  const names = new Map(
    commands.flatMap((name) =>
      typedNames(name, languages).map((typed) => [spelled(typed), name] as const),
    ),
  );
  return {
    get: (typed) => names.get(spelled(typed)),
    has: (typed) => names.has(spelled(typed)),
  };
}

/**
 * What people may type for a command: its own name, and each language's without diacritics, with `_` or without,
 * and its other words.
 */
export function typedNames(name: string, languages: readonly Words[]): string[] {
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
    .flatMap(aliasesIn)
    .flatMap(({ alias, command }) => (command === key ? [alias] : []));
  const joined = aliases.map((alias) => alias.replaceAll('_', ''));
  return [...new Set([key, ...aliases, ...joined, ...others])];
}

/**
 * The command that was probably meant, as it is typed, among those that this person may use here;
 * nothing when none is near.
 */
export async function nearestCommand<Context extends ReadContext>(
  commands: readonly Command<Context>[],
  typed: string,
  context: Context,
  authority: Authority<Context>,
): Promise<string | undefined> {
  const wanted = fold(typed).replaceAll(' ', '_');
  const ranked = commands
    .flatMap(({ name, access }) =>
      typedNames(name, [context]).map((one) => ({ name: one, access, far: distance(one, wanted) })),
    )
    .filter(({ far }) => far <= mostTypos)
    .sort((a, b) => a.far - b.far);
  for (const { name, access } of ranked) {
    if (!(await refusal(access, context, authority))) return name;
  }
  return undefined;
}

/**
 * The commands of two words that begin with what was typed, as they are typed, among those that this person may use
 * here; none when no command begins so.
 */
export async function commandsBegunBy<Context extends ReadContext>(
  commands: readonly Command<Context>[],
  typed: string,
  context: Context,
  authority: Authority<Context>,
): Promise<string[]> {
  const wanted = spelled(typed);
  const usable: string[] = [];
  for (const { name, access } of commands) {
    const [group = ''] = name.split(' ');
    if (group === name) continue;
    const words = [group, context.t(`commands.groups.${group}.name`)].map(spelled);
    if (!words.includes(wanted)) continue;
    if (!(await refusal(access, context, authority))) usable.push(commandKey(name));
  }
  return usable;
}
