import type { AskedWords } from '../define/argument-type.ts';
import type { AnyArgument } from '../define/command.ts';
import type { ParseContext, PrecedingValues } from '../define/parse-context.ts';
import { argumentDescription, argumentLabel } from './message-keys.ts';

/** How an argument is asked for: in its type's own words, or in those of the command's messages. */
export const askedWords = async <Context extends ParseContext>(
  command: string,
  { name, argument: { type } }: { name: string; argument: AnyArgument<Context> },
  context: Context,
  given: PrecedingValues,
): Promise<AskedWords> =>
  (await type.asks?.(context, given)) ?? {
    label: argumentLabel(command, name, context),
    description: argumentDescription(command, { name, isClearable: type.isClearable }, context),
  };
