import type { AnyArgument } from './command.ts';

/**
 * Arguments that are filled in together: a modal on Discord (several in sequence for more than five fields), prompts
 * in sequence on Telegram, including the optional ones. They are parsed and validated as all arguments are.
 * @example args: { severity: choice(…), ...form({ title: text(), text: text({ isMultiline: true }) }) }
 */
export function form<const Args extends Readonly<Record<string, AnyArgument<never>>>>(
  args: Args,
): Args {
  const fields = Object.entries(args).map(([name, argument]) => [name, argument.asFormField()]);
  return Object.fromEntries(fields) as Args;
}
