import type { AnyArgument } from './command.ts';

/**
 * Arguments that belong together on a sheet of paper: a modal on Discord (several, one after the other, when
 * there are more than five), questions one after the other on Telegram, the optional ones too. They are read
 * and checked as all arguments are.
 * @example args: { severity: choice(…), ...form({ title: text(), text: text({ multiline: true }) }) }
 */
export function form<const Args extends Readonly<Record<string, AnyArgument<never>>>>(
  args: Args,
): Args {
  const fields = Object.entries(args).map(([name, argument]) => [name, argument.asFormField()]);
  return Object.fromEntries(fields) as Args;
}
