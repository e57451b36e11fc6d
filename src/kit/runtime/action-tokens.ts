import { memoizePerMessage } from '../../message/memoize-per-message.ts';
import type { Action, Message } from '../../message/message.ts';
import type { ActionStore } from './store.ts';

/** The actions of buttons, then of menu options. */
function actionsOf({ buttons, menus }: Message, from: string | undefined): Action[] {
  const actors = [...buttons.flat(), ...menus.flatMap(({ options }) => options)];
  return actors.flatMap(({ action }) =>
    action ? [from === undefined ? action : { ...action, from }] : [],
  );
}

/** Replaces each action with its token, in the order of {@link actionsOf}. */
function withTokens(message: Message, tokens: readonly string[]): Message {
  let next = 0;
  const replace = <Actor extends { action?: Action | undefined }>({ action, ...actor }: Actor) =>
    action ? { ...actor, token: tokens[next++] ?? '' } : actor;
  return {
    ...message,
    buttons: message.buttons.map((row) => row.map(replace)),
    menus: message.menus.map((menu) => ({ ...menu, options: menu.options.map(replace) })),
  };
}

/**
 * Saves the actions of a message and puts tokens in their place; `from` is the chat that they act for, where they are
 * shown in another. The same message with the same tokens gives the same object, which is then written only once.
 */
export function createActionTokenAttacher(store: Pick<ActionStore, 'saveActions'>) {
  const actions = memoizePerMessage(actionsOf, (from) => from ?? '');
  const attach = memoizePerMessage(withTokens, (tokens) => tokens.join(' '));
  return async (message: Message, from?: string): Promise<Message> => {
    const found = actions(message, from);
    return found.length === 0 ? message : attach(message, await store.saveActions(found));
  };
}

export const attachActionTokens = (message: Message, store: Pick<ActionStore, 'saveActions'>) =>
  createActionTokenAttacher(store)(message);
