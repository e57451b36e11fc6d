import { boolean } from '../kit/argument-types/boolean.ts';
import { button } from '../message/build.ts';
import type { Action, Message } from '../message/message.ts';
import type { CommandContext } from './command-context.ts';

/** Button arguments that ask for the plain form of an answer, whatever its readers chose. */
export const tableArguments = { plain: boolean().optional().hide() };

/** Added to the context of a message that has tables where its readers chose them. */
export interface WithTables {
  /** Its readers chose tables. */
  tables: boolean;
  /** The plain form was asked for. */
  isPlain: boolean;
}

/**
 * The context with what the readers of its answer chose: the group in a group, the person for an answer that only they
 * see. Only Telegram has tables.
 */
export function withTables<Context extends CommandContext>(
  context: Context,
  { plain: isPlain = false }: { plain?: boolean | undefined },
  visibility: 'public' | 'private' = 'public',
): Context & WithTables {
  const { account, chat, person, isPrivate } = context;
  const isForOne = isPrivate || visibility === 'private';
  const chosen = (isForOne ? person.tables : chat.tables) ?? false;
  return { ...context, isPlain, tables: chosen && !isPlain && account.platform === 'telegram' };
}

/** Arguments for the buttons of such a message, so that its pages keep their form. */
export const tableButtonArgs = ({ isPlain }: Partial<WithTables>): { plain?: true } =>
  isPlain ? { plain: true } : {};

/** How a message offers its plain form. @param action answers with the same message again */
export const tablesOf = (
  { t, tables }: Pick<CommandContext, 't'> & Partial<WithTables>,
  { command, args }: Pick<Action, 'command' | 'args'>,
): Pick<Message, 'tables'> =>
  tables
    ? {
        tables: {
          asText: button(t('settings.tables.asText'), { command, args: { ...args, plain: true } }),
        },
      }
    : {};
