import { fold } from '../../language/text/fold.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { Localizer, ParseContext } from '../define/parse-context.ts';
import { parseAliasPairs } from './aliases.ts';
import { commandKey } from './message-keys.ts';

/** Every name that people may type for an argument (its own and the localized one), folded, with the argument. */
export function argumentNames<Context extends ParseContext>(
  command: string,
  { args }: Pick<ActionDefinition<Context>, 'args'>,
  localizer: Localizer,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const open = Object.entries(args).flatMap(([name, { isHidden }]) => (isHidden ? [] : [name]));
  // People may write a name of two words without a space.
  const add = (written: string, name: string) => {
    const folded = fold(written);
    for (const spelled of [folded, folded.replaceAll(' ', ''), folded.replaceAll(' ', '_')])
      names.set(spelled, name);
  };
  // Former names first: current names override them.
  for (const { alias, of } of parseAliasPairs(localizer, 'aliases.arguments'))
    if (open.includes(of)) add(alias, of);
  for (const name of open) {
    add(localizer.t(`commands.${commandKey(command)}.${name}.name`), name);
    names.set(fold(name), name);
  }
  return names;
}

/** {@link argumentNames}, computed once per definition and language. */
export function memoizeArgumentNames<
  Context extends ParseContext,
>(): typeof argumentNames<Context> {
  const known = new WeakMap<Localizer['t'], WeakMap<object, ReadonlyMap<string, string>>>();
  return (command, definition, context) =>
    known
      .getOrInsertComputed(context.t, () => new WeakMap())
      .getOrInsertComputed(definition, () => argumentNames(command, definition, context));
}
