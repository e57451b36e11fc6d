import type { ParseContext } from '../define/parse-context.ts';
import type { ArgumentError } from '../define/parse-result.ts';
import { commandsInGroup, findClosestCommand } from '../names/closest-command.ts';
import type { KitHost } from './host.ts';

/** The error for a command that does not exist, with the commands that may have been meant. */
export async function unknownCommandError<Context extends ParseContext>(
  { commands, checkCondition }: Pick<KitHost<Context>, 'commands' | 'checkCondition'>,
  typed: string,
  context: Context,
): Promise<Pick<ArgumentError, 'key' | 'params'>> {
  const closest = await findClosestCommand(commands, typed, context, checkCondition);
  const inGroup = await commandsInGroup(commands, typed, context, checkCondition);
  if (inGroup.length > 0) {
    const all = new Set([...(closest === undefined ? [] : [closest]), ...inGroup]);
    const names = [...all].map((name) => `/${name}`).join(', ');
    return { key: 'kit.errors.someCommands', params: { commands: names } };
  }
  return closest === undefined
    ? { key: 'kit.errors.noCommand', params: {} }
    : { key: 'kit.errors.nearCommand', params: { command: closest } };
}
