import type { Responder } from '../adapter/responder.ts';
import type { ActionDefinition } from '../define/command.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { decode, type InvalidArgument } from '../input/decode.ts';
import type { PromptHost } from './host.ts';
import type { PromptState } from './reducer.ts';
import type { PromptKey, StoredPrompt } from './store.ts';

/** Where a prompt is held: a question begun in a group may be asked in the private chat. */
export interface PromptHome {
  key: PromptKey;
  /** The chat where it was started, when it is held in another. */
  from?: string | undefined;
}

/** What was answered before a prompt starts. */
export interface EarlierAnswers
  extends Pick<PromptState, 'raw'>,
    Partial<Pick<PromptState, 'skipped'>> {}

/** Asks again for rejected values: `startPrompt`, which runs prompts itself. */
type StartPrompt<Context extends ParseContext> = (
  host: PromptHost<Context>,
  command: string,
  answers: EarlierAnswers,
  context: Context,
  responder: Responder,
  invalid: readonly InvalidArgument[],
  home: PromptHome | undefined,
) => Promise<void>;

/**
 * Runs the command of a prompt whose arguments are all valid, and ends the prompt.
 * @param isButton a button was pressed: a public answer replaces the question
 */
export async function runPrompt<Context extends ParseContext>(
  host: PromptHost<Context>,
  prompt: StoredPrompt | undefined,
  home: PromptHome | undefined,
  { command, raw, skipped }: PromptState,
  definition: ActionDefinition<Context>,
  context: Context,
  responder: Responder,
  isButton: boolean,
  start: StartPrompt<Context>,
): Promise<void> {
  // Of several processes that get here at once, the one that ends the prompt runs the command.
  if (prompt && !(await host.store.endPrompt(prompt))) return;
  const { values, invalid } = await decode(definition.args, raw, context);
  if (invalid.length > 0) return;
  const updatesMessage = isButton && definition.visibility === 'public';
  if (prompt?.messages && !updatesMessage) await responder.deletePrompt?.(prompt.messages);
  await host.run(definition, values, context, responder, {
    updatesMessage,
    command,
    skipped,
    askAgain: (rejected) =>
      start(host, command, { raw, skipped }, context, responder, rejected, home),
  });
}
