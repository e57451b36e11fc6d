import link from '../../../commands/link.ts';
import privacyDelete from '../../../commands/privacy-delete.ts';
import unlink from '../../../commands/unlink.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { ActionDefinition } from '../../../src/kit/define/command.ts';
import type { Message } from '../../../src/message/message.ts';

/** Runs a command or one of its actions without a platform. @returns its answer */
async function runAction(
  action: ActionDefinition<CommandContext> | undefined,
  context: CommandContext,
  args: Record<string, unknown> = {},
): Promise<Message> {
  const reply = async () => ({ update: async () => undefined });
  const answer = await action?.run({ ...context, args, say: reply, answer: reply });
  if (!answer) throw new Error('The action has no answer');
  return answer;
}

/** `/link` without a code. */
export const startLink = (context: CommandContext) => runAction(link, context);

/** `/link CODE`. */
export const redeemLinkCode = (context: CommandContext, code: string) =>
  runAction(link, context, { code });

/** The button that confirms a link. */
export const confirmLink = (
  context: CommandContext,
  args: { code: string; seen?: string | undefined },
) => runAction(link.actions.confirm, context, args);

/** `/unlink`. */
export const askToUnlink = (context: CommandContext) => runAction(unlink, context);

/** The button that confirms it. */
export const unlinkAccount = (context: CommandContext) =>
  runAction(unlink.actions.confirm, context);

/** `/privacy delete`. */
export const askToErase = (context: CommandContext) => runAction(privacyDelete, context);

/** The button that confirms it. */
export const confirmErasure = (context: CommandContext, args: { without?: string | undefined }) =>
  runAction(privacyDelete.actions.confirm, context, args);
