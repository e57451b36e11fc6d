import type { Actor } from '../adapter/actor.ts';
import { findUnmetCondition } from '../define/access.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { Suggestion } from '../define/parse-result.ts';
import type { RawValues } from '../define/raw-value.ts';
import { decode } from '../input/decode.ts';
import { maxSuggestions } from '../limits.ts';
import type { KitHost } from './host.ts';

/** Suggestions while somebody types an argument; none if they may not use the command. */
export async function suggestValues<Context extends ParseContext>(
  {
    commands,
    checkCondition,
    createContext,
    createTransientContext = (actor) => createContext(actor),
  }: Pick<
    KitHost<Context>,
    'commands' | 'checkCondition' | 'createContext' | 'createTransientContext'
  >,
  actor: Actor,
  command: string,
  argument: string,
  typed: string,
  raw: RawValues,
): Promise<readonly Suggestion[]> {
  const definition = commands.find(({ name }) => name === command);
  const type = definition?.args[argument]?.type;
  if (!definition || !type?.suggest) return [];
  const context = await createTransientContext(actor);
  if (await findUnmetCondition(definition.access, context, checkCondition)) return [];
  const others = Object.fromEntries(
    Object.entries(definition.args).filter(([name]) => name !== argument),
  );
  const { values } = await decode(others, raw, context);
  return type.suggest(typed, context, values, maxSuggestions);
}
