import type { Action } from '../../message/message.ts';
import type { ButtonEffect } from '../define/picker.ts';
import type { PromptEvent } from './reducer.ts';

/** The pseudo-command of the buttons of a question. */
export const promptCommand = 'prompt';

/** The question to which a button belongs. */
export interface PromptRef {
  /** The prompt's id. */
  id: string;
  argument: string;
  /** Who is asked: nobody else may press. */
  accountId: string;
}

/** Navigation that every question has. */
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
 * The event of a pressed button, with its prompt.
 * @param id the platform's id of the press
 */
export function promptEventOf(
  { step, args }: Action,
  id: string,
): { promptId: string; event: PromptEvent } | undefined {
  const { prompt, argument: of, value, ...view } = args;
  const argument = String(of);
  const means = (event: PromptEvent) => ({ promptId: String(prompt), event });
  switch (step) {
    case 'give':
      return value === undefined || typeof value === 'object'
        ? undefined
        : means({ type: 'answered', argument, raw: value, id });
    case 'look': {
      const looked = Object.fromEntries(Object.entries(view).filter(isWordOrNumber));
      return means({ type: 'navigated', argument, view: looked, id });
    }
    case 'tick':
      return typeof value === 'string'
        ? means({ type: 'toggled', argument, value, id })
        : undefined;
    case 'giveTicked':
      return means({ type: 'submittedToggled', argument, id });
    case 'skip':
      return means({ type: 'skipped', argument, id });
    case 'back':
      return means({ type: 'wentBack', argument, id });
    case 'cancel':
      return means({ type: 'cancelled', id });
    default:
      return undefined;
  }
}
