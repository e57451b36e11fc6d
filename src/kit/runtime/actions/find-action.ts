import type { Action } from '../../../message/message.ts';
import type { ActionDefinition, Command } from '../../define/command.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import type { KitHost } from '../host.ts';

/** A command by its name, or one of its named actions. */
export function findDefinition<Context>(
  commands: readonly Command<Context>[],
  name: string,
  action: string | undefined,
): ActionDefinition<Context> | undefined {
  const command = commands.find((one) => one.name === name);
  return action === undefined ? command : command?.actions[action];
}

/** The stored call of a button, or the key of the error that says why this person cannot use it. */
export async function findPressableAction<Context extends ParseContext>(
  { store, promptKey }: Pick<KitHost<Context>, 'store' | 'promptKey'>,
  token: string,
  context: Context,
): Promise<Action | 'kit.errors.notYours' | 'kit.errors.oldButton'> {
  const action = await store.findAction(token);
  if (!action) return 'kit.errors.oldButton';
  const isTheirs = action.account === undefined || action.account === promptKey(context).accountId;
  return isTheirs ? action : 'kit.errors.notYours';
}
