import { actorsOf, mapActors } from '../../../message/map-buttons.ts';
import { memoizePerMessage } from '../../../message/memoize-per-message.ts';
import type { Action, Message } from '../../../message/message.ts';
import type { ActionStore } from '../store.ts';

/** The actions of everything that can be pressed, in order. */
const actionsOf = (message: Message, from: string | undefined): Action[] =>
  actorsOf(message).flatMap(({ action }) =>
    action ? [from === undefined ? action : { ...action, from }] : [],
  );

/** Replaces each action with its token, in the order of {@link actionsOf}. */
function withTokens(message: Message, tokens: readonly string[]): Message {
  let next = 0;
  return mapActors(message, (actor) => {
    const { action, ...others } = actor;
    return action ? { ...others, token: tokens[next++] ?? '' } : actor;
  });
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
