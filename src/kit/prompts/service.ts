import type { Action } from '../../message/message.ts';
import type { Responder } from '../adapter/responder.ts';
import type { ParseContext } from '../define/parse-context.ts';
import type { RawValue, RawValues } from '../define/raw-value.ts';
import type { InvalidArgument } from '../input/decode.ts';
import { statusMessage } from '../input/error-messages.ts';
import { applyEvent, type PromptInput } from './apply-event.ts';
import { promptCommand, promptEventOf } from './buttons.ts';
import { endCurrentPrompt } from './end-current.ts';
import type { Interaction, PromptHost } from './host.ts';
import { loadActivePrompt } from './load-active.ts';
import { startPrompt } from './start-prompt.ts';
import type { StoredPrompt } from './store.ts';

/** Attempts when the same prompt is changed concurrently. */
const maxAttempts = 5;

/** Prompts: commands that ask for missing arguments one after the other. */
export function createPromptService<Context extends ParseContext>(host: PromptHost<Context>) {
  const { store, promptKey } = host;

  /** @returns whether there was a prompt for the input */
  async function handleInput(
    inputFor: (prompt: StoredPrompt) => PromptInput | undefined,
    interaction: Interaction<Context>,
    isButton: boolean,
  ): Promise<boolean> {
    const isLeaving = (prompt: StoredPrompt) => inputFor(prompt)?.event.type === 'cancelled';
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const active = await loadActivePrompt(host, interaction, isButton, isLeaving);
      if (active === undefined || active === 'over') return active === 'over';
      const input = inputFor(active.prompt);
      if (!input) return false;
      if (await applyEvent(host, active, input)) return true;
    }
    return true;
  }

  return {
    /** As {@link startPrompt}. */
    start: (
      command: string,
      raw: RawValues,
      context: Context,
      responder: Responder,
      invalid: readonly InvalidArgument[],
    ) => startPrompt(host, command, { raw }, context, responder, invalid),

    /** As {@link endCurrentPrompt}. */
    endCurrent: (context: Context, responder: Responder) =>
      endCurrentPrompt(host, context, responder),

    /**
     * Handles text, a person or a file as an answer.
     * @param replyTo the platform's id of the message that was replied to
     * @param id the platform's id of the answer: a repeated one counts once
     * @returns whether it was an answer
     */
    async handleAnswer(
      raw: RawValue,
      replyTo: string | undefined,
      id: string,
      interaction: Interaction<Context>,
    ): Promise<boolean> {
      const { context, responder } = interaction;
      const { accountId, place } = promptKey(context);
      if (replyTo !== undefined) {
        const owner = await store.findPromptOwner(place, replyTo);
        if (owner !== undefined && owner !== accountId) {
          await responder.say(statusMessage('errors.notYours', context), 'ephemeral');
          return true;
        }
      }
      return handleInput(
        ({ state: { asking }, messages }) => {
          const isAnswer =
            replyTo === undefined ||
            replyTo === messages?.messageId ||
            replyTo === messages?.inputId;
          return isAnswer && asking !== undefined
            ? { event: { type: 'answered', argument: asking, raw, id }, isButton: false }
            : undefined;
        },
        interaction,
        false,
      );
    },

    /** @returns whether the button belongs to a question */
    async handleButton(
      action: Action,
      id: string,
      interaction: Interaction<Context>,
    ): Promise<boolean> {
      if (action.command !== promptCommand) return false;
      const pressed = promptEventOf(action, id);
      const isHandled = await handleInput(
        (prompt) =>
          pressed?.promptId === prompt.id ? { event: pressed.event, isButton: true } : undefined,
        interaction,
        true,
      );
      const { context, responder } = interaction;
      if (!isHandled) await responder.say(statusMessage('errors.oldButton', context), 'ephemeral');
      return true;
    },
  };
}
