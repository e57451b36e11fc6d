import type { Localizer } from '../define/parse-context.ts';

/** A command's name in message keys: `alert_send` for `alert send`. */
export const commandKey = (command: string): string => command.replaceAll(' ', '_');

/** The name of an argument as people see it. */
export const argumentLabel = (command: string, argument: string, { t }: Localizer): string =>
  t(`commands.${commandKey(command)}.${argument}.name`);

/** What is to be given for an argument. */
export const argumentDescription = (command: string, argument: string, { t }: Localizer): string =>
  t(`commands.${commandKey(command)}.${argument}.description`);
