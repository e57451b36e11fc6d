import type { Responder } from '../adapter/responder.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { PromptHost } from './host.ts';

/** Ends this person's prompt in this chat, since a new command starts. @returns whether one was open */
export async function endCurrentPrompt<Context extends ParseContext>(
  {
    store,
    promptKey,
    isPersisted,
  }: Pick<PromptHost<Context>, 'store' | 'promptKey' | 'isPersisted'>,
  context: Context,
  responder: Responder,
): Promise<boolean> {
  const prompt = isPersisted(context) ? await store.findPrompt(promptKey(context)) : undefined;
  if (!prompt) return false;
  const isOpen = !('over' in prompt);
  if (isOpen) await store.endPrompt(prompt);
  if (prompt.messages) await responder.deletePrompt?.(prompt.messages);
  return isOpen;
}
