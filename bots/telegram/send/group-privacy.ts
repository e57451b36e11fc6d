import type { PromptMessages, PromptQuestion } from '../../../src/kit/adapter/prompt-question.ts';
import type { Message } from '../../../src/message/message.ts';
import { handleKey, type MessageHandle, parseHandle } from '../api/message-handle.ts';
import type { EphemeralOutput } from '../ephemeral/ephemeral-output.ts';
import { questionMessage } from './prompt.ts';

/** How long a person waits in a group until they are shown that an answer will come, in milliseconds. */
const slowAfterMs = 4_000;

/** Opens the answer before it is there, once that takes long: later the person's act may be too long ago. */
export function openWhenSlow(
  output: Pick<EphemeralOutput, 'open'>,
): Pick<AbortController, 'abort'> {
  const timer = setTimeout(() => void output.open('answer').catch(() => undefined), slowAfterMs);
  timer.unref();
  return { abort: () => clearTimeout(timer) };
}

/**
 * Shows a question in a group to one person. A new one is a message of its own, since only that opens the reply field; the
 * one before is removed.
 * @param previous messages of the question before
 * @returns undefined when there is no way
 */
export async function askInGroup(
  output: EphemeralOutput,
  question: PromptQuestion,
  previous: PromptMessages | undefined,
  remove: (messages: PromptMessages) => Promise<void>,
): Promise<PromptMessages | undefined> {
  const message: Message = questionMessage(question);
  const shown: MessageHandle | undefined = previous && parseHandle(previous.messageId);
  const edit = async () => {
    if (!shown || !('ephemeral' in shown)) return undefined;
    return (await output.replace(shown, message)) ? previous : undefined;
  };
  if (question.isRedraw) {
    const redrawn = await edit();
    if (redrawn) return redrawn;
  }
  const asked = await output.ask(message);
  // Too late for a new message: the one before can still be changed.
  if (!asked) return question.isRedraw ? undefined : edit();
  if (previous) await remove(previous);
  return { messageId: handleKey(asked) };
}
