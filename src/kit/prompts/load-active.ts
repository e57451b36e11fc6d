import type { PromptMessages } from '../adapter/prompt-question.ts';
import type { Responder } from '../adapter/responder.ts';
import { findUnmetCondition } from '../define/access.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { accessDeniedMessage, statusMessage } from '../input/error-messages.ts';
import type { Interaction, PromptHost } from './host.ts';
import { argumentsFingerprint } from './initial-state.ts';
import type { PromptKey, StoredPrompt } from './store.ts';

/** An open prompt with what its command gets. */
export interface ActivePrompt<Context> {
  prompt: StoredPrompt;
  key: PromptKey;
  definition: ActionDefinition<Context>;
  /** Of the chat where the prompt was started. */
  context: Context;
  responder: Responder;
}

/**
 * The person's open prompt in this chat, or `over` when it has just ended and the person knows why: it expired, the
 * command changed, or they may not use it any more.
 * @param isLeaving whether the interaction only cancels it, which needs no right
 */
export async function loadActivePrompt<Context extends ParseContext>(
  host: PromptHost<Context>,
  { actor, context, responder }: Interaction<Context>,
  isButton: boolean,
  isLeaving: (prompt: StoredPrompt) => boolean,
): Promise<ActivePrompt<Context> | 'over' | undefined> {
  const { commands, store, promptKey, isPersisted, createContext, checkCondition } = host;
  const key = promptKey(context);
  const prompt = isPersisted(context) ? await store.findPrompt(key) : undefined;
  if (prompt === undefined) return undefined;
  const reportEnd = async (reason: 'expired' | 'changed', messages: PromptMessages | undefined) => {
    if (isButton) await responder.update(statusMessage(reason, context));
    else {
      if (messages) await responder.deletePrompt?.(messages);
      await responder.say(statusMessage(reason, context), 'public');
    }
    return 'over' as const;
  };
  if ('over' in prompt)
    return reportEnd(prompt.over === 'expired' ? 'expired' : 'changed', prompt.messages);
  const definition = commands.find(({ name }) => name === prompt.state.command);
  if (!definition || argumentsFingerprint(definition) !== prompt.state.fingerprint) {
    await store.endPrompt(prompt);
    return reportEnd('changed', prompt.messages);
  }
  const { from: originPlace } = prompt.state;
  const active = {
    prompt,
    key,
    definition,
    context: originPlace === undefined ? context : await createContext(actor, originPlace),
    responder: originPlace === undefined ? responder : { ...responder, originPlace },
  };
  // Rights were checked when the prompt started; they may have changed since.
  const unmet = isLeaving(prompt)
    ? undefined
    : await findUnmetCondition(definition.access, active.context, checkCondition);
  if (!unmet) return active;
  await store.endPrompt(prompt);
  if (prompt.messages) await responder.deletePrompt?.(prompt.messages);
  await responder.say(accessDeniedMessage(unmet, context), 'ephemeral');
  return 'over';
}
