import type { Localizer } from '../define/parse-context.ts';

/** A command's name in message keys: `alert_send` for `alert send`. */
export const commandKey = (command: string): string => command.replaceAll(' ', '_');

/** The name of an argument as people see it. */
export const argumentLabel = (command: string, argument: string, { t }: Localizer): string =>
  t(`commands.${commandKey(command)}.${argument}.name`);

/** What is to be given for an argument, and how to clear it where that is possible. */
export function argumentDescription(
  command: string,
  { name, isClearable }: { name: string; isClearable?: boolean | undefined },
  { t }: Localizer,
): string {
  const description = t(`commands.${commandKey(command)}.${name}.description`);
  if (!isClearable) return description;
  return `${description}${/[.?!…]$/.test(description) ? '' : '.'} ${t('kit.howToClear')}`;
}
