import type { Action } from '../../message/message.ts';
import type { ButtonEffect } from '../define/picker.ts';
import type { PromptEvent } from './reducer.ts';

/** The pseudo command of the buttons under a question. */
export const promptCommand = 'prompt';

/** The question that a button stands under. */
export interface PromptRef {
  /** The conversation's id. */
  id: string;
  argument: string;
  /** Who was asked: nobody else may press. */
  accountId: string;
}

/** What steers a conversation, whatever is asked. */
export type PromptNavigation = 'skip' | 'back' | 'cancel';

const promptAction = (
  { id, argument, accountId }: PromptRef,
  step: string,
  args: Action['args'] = {},
): Omit<Action, 'answer'> => ({
  command: promptCommand,
  step,
  args: { ...args, prompt: id, argument },
  account: accountId,
});

/** The action of a button that answers, or changes the picker's state. The names are stored with sent buttons. */
export function pickerAction(prompt: PromptRef, effect: ButtonEffect): Omit<Action, 'answer'> {
  if ('submit' in effect) return promptAction(prompt, 'give', { value: effect.submit });
  if ('toggle' in effect) return promptAction(prompt, 'tick', { value: effect.toggle });
  return 'navigate' in effect
    ? promptAction(prompt, 'look', effect.navigate)
    : promptAction(prompt, 'giveTicked');
}

export const navigationAction = (
  prompt: PromptRef,
  what: PromptNavigation,
): Omit<Action, 'answer'> => promptAction(prompt, what);

const isWordOrNumber = (
  entry: [string, Action['args'][string]],
): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number';

/**
 * What a pressed button under a question means, and for which conversation; nothing for one that means none.
 * @param id the platform's id of the press
 */
export function promptEventOf(
  { step, args }: Action,
  id: string,
): { prompt: string; event: PromptEvent } | undefined {
  const { prompt, argument: of, value, ...view } = args;
  const argument = String(of);
  const means = (event: PromptEvent) => ({ prompt: String(prompt), event });
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
