import type { Action } from '../message/message.ts';
import type { Tap } from './asking/panel.ts';
import type { ConversationEvent } from './conversation.ts';

/** The pseudo command of the buttons under a question. */
export const promptCommand = 'prompt';

/** The question that a button stands under. */
export interface Prompt {
  /** The conversation's id. */
  id: string;
  argument: string;
  /** Who was asked: nobody else may press. */
  accountId: string;
}

/** What steers a conversation, whatever is asked. */
export type Steering = 'skip' | 'back' | 'cancel';

const act = (
  { id, argument, accountId }: Prompt,
  step: string,
  args: Action['args'] = {},
): Omit<Action, 'answer'> => ({
  command: promptCommand,
  step,
  args: { ...args, prompt: id, argument },
  account: accountId,
});

/** The action of a button that answers, or changes what is looked at. */
export function tapAction(prompt: Prompt, tap: Tap): Omit<Action, 'answer'> {
  if ('give' in tap) return act(prompt, 'give', { value: tap.give });
  if ('tick' in tap) return act(prompt, 'tick', { value: tap.tick });
  return 'look' in tap ? act(prompt, 'look', tap.look) : act(prompt, 'giveTicked');
}

export const steeringAction = (prompt: Prompt, what: Steering): Omit<Action, 'answer'> =>
  act(prompt, what);

const isWordOrNumber = (
  entry: [string, Action['args'][string]],
): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number';

/**
 * What a pressed button under a question means, and for which conversation; nothing for one that means none.
 * @param id the platform's id of the press
 */
export function eventOf(
  { step, args }: Action,
  id: string,
): { prompt: string; event: ConversationEvent } | undefined {
  const { prompt, argument: of, value, ...view } = args;
  const argument = String(of);
  const means = (event: ConversationEvent) => ({ prompt: String(prompt), event });
  switch (step) {
    case 'give':
      return value === undefined || typeof value === 'object'
        ? undefined
        : means({ type: 'answered', argument, raw: value, id });
    case 'look': {
      const looked = Object.fromEntries(Object.entries(view).filter(isWordOrNumber));
      return means({ type: 'looked', argument, view: looked, id });
    }
    case 'tick':
      return typeof value === 'string' ? means({ type: 'ticked', argument, value, id }) : undefined;
    case 'giveTicked':
      return means({ type: 'tickedAll', argument, id });
    case 'skip':
      return means({ type: 'skipped', argument, id });
    case 'back':
      return means({ type: 'back', argument, id });
    case 'cancel':
      return means({ type: 'cancelled', id });
    default:
      return undefined;
  }
}
