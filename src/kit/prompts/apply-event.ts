import type { ParseContext } from '../define/parse-context.ts';
import { statusMessage } from '../input/error-messages.ts';
import { askQuestion } from './ask-question.ts';
import { decodePrompt } from './decode-prompt.ts';
import type { PromptHost } from './host.ts';
import type { ActivePrompt } from './load-active.ts';
import { type PromptEvent, reducePrompt } from './reducer.ts';
import { runPrompt } from './run-prompt.ts';
import { startPrompt } from './start-prompt.ts';

/** What a person did with a prompt. */
export interface PromptInput {
  event: PromptEvent;
  /** They pressed a button: the answer may replace its message. */
  isButton: boolean;
}

/** Carries out what the reducer decides. @returns false when another change came first: load the prompt again */
export async function applyEvent<Context extends ParseContext>(
  host: PromptHost<Context>,
  { prompt, key, definition, context, responder }: ActivePrompt<Context>,
  { event, isButton }: PromptInput,
): Promise<boolean> {
  const { store } = host;
  const next = await decodePrompt(reducePrompt(prompt.state, event), definition, context);
  switch (next.effect.type) {
    case 'ask': {
      const saved = await store.savePrompt(key, next.state, prompt);
      if (!saved) return false;
      const isRedraw = event.type === 'navigated' || event.type === 'toggled';
      await askQuestion(host, saved, next, definition, context, responder, isRedraw);
      return true;
    }
    case 'run':
      await runPrompt(
        host,
        prompt,
        { key, from: prompt.state.from },
        next.state,
        definition,
        context,
        responder,
        isButton,
        startPrompt,
      );
      return true;
    case 'end': {
      if (!(await store.endPrompt(prompt))) return true;
      const status = statusMessage(next.effect.reason, context);
      if (isButton) await responder.update(status);
      else {
        if (prompt.messages) await responder.deletePrompt?.(prompt.messages);
        await responder.say(status, 'public');
      }
      return true;
    }
    case 'stale':
      if (isButton) await responder.say(statusMessage('errors.oldButton', context), 'ephemeral');
      return true;
    case 'decode':
    case 'none':
      return true;
  }
}
