import type { ActionDefinition } from '../define/command.ts';
import { decode } from '../input/decode.ts';
import { reducePrompt, type Transition } from './reducer.ts';

/** Decodes all arguments when the transition asks for it, and returns the next transition. */
export async function decodePrompt<Context>(
  transition: Transition,
  definition: ActionDefinition<Context>,
  context: Context,
): Promise<Transition> {
  if (transition.effect.type !== 'decode') return transition;
  const { invalid } = await decode(definition.args, transition.state.raw, context);
  return reducePrompt(transition.state, { type: 'decoded', errors: invalid });
}
