import type { Responder } from '../adapter/responder.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { argumentErrorText, errorMessage } from '../input/error-messages.ts';
import type { PromptHost } from './host.ts';
import { buildQuestion } from './question.ts';
import type { Transition } from './reducer.ts';
import type { StoredPrompt } from './store.ts';

/**
 * Shows the question that the transition asks for; when there is nothing to choose from, says so and ends the prompt.
 * @param isRedraw it is shown already
 */
export async function askQuestion<Context extends ParseContext>(
  { store, attachTokens }: Pick<PromptHost<Context>, 'store' | 'attachTokens'>,
  prompt: StoredPrompt,
  { state, effect }: Transition,
  definition: ActionDefinition<Context>,
  context: Context,
  responder: Responder,
  isRedraw = false,
): Promise<void> {
  if (effect.type !== 'ask' || !responder.showPrompt) return;
  const { argument, error } = effect;
  const question = await buildQuestion(
    { id: prompt.id, accountId: prompt.accountId, argument },
    error,
    state,
    definition,
    context,
    responder,
  );
  if (typeof question === 'string') {
    await store.endPrompt(prompt);
    if (prompt.messages) await responder.deletePrompt?.(prompt.messages);
    const reason = error
      ? argumentErrorText(state.command, { argument, error }, context)
      : context.t(question);
    await responder.say(errorMessage(reason), 'ephemeral');
    return;
  }
  const shown = {
    ...question,
    message: await attachTokens(question.message),
    isPrivate: definition.visibility !== 'public',
    isRedraw,
  };
  await store.savePromptMessages(prompt.id, await responder.showPrompt(shown, prompt.messages));
}
