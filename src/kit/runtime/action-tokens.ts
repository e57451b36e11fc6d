import { memoizePerMessage } from '../../message/memoize-per-message.ts';
import type { Action, Message } from '../../message/message.ts';
import type { ActionStore } from './store.ts';

type SaveActions = Pick<ActionStore, 'saveActions'>;

/** What the buttons and the options of menus do, the buttons first. */
function actionsOf({ buttons, menus }: Message, from: string | undefined): Action[] {
  const actors = [...buttons.flat(), ...menus.flatMap(({ options }) => options)];
  return actors.flatMap(({ action }) =>
    action ? [from === undefined ? action : { ...action, from }] : [],
  );
}

/** The message with a token in the place of each action, in the order of {@link actionsOf}. */
function withTokens(said: Message, tokens: readonly string[]): Message {
  let next = 0;
  const sealed = <Actor extends { action?: Action | undefined }>({ action, ...actor }: Actor) => {
    if (!action) return actor;
    const token = tokens[next];
    next += 1;
    return token === undefined ? actor : { ...actor, token };
  };
  return {
    ...said,
    buttons: said.buttons.map((row) => row.map(sealed)),
    menus: said.menus.map((menu) => ({ ...menu, options: menu.options.map(sealed) })),
  };
}

/**
 * Keeps what the buttons and the options of menus do, and leaves in each only what its platform carries.
 * @param from the place for which they act, where they stand in another
 */
export async function attachActionTokens(
  said: Message,
  store: SaveActions,
  from?: string,
): Promise<Message> {
  const actions = actionsOf(said, from);
  return actions.length === 0 ? said : withTokens(said, await store.saveActions(actions));
}

/** {@link attachActionTokens} for a store: the same message with the same tokens is the same sealed one. */
export function createActionTokenAttacher(
  store: SaveActions,
): (said: Message, from?: string) => Promise<Message> {
  const partsOf = memoizePerMessage(
    (said: Message, from: string | undefined) => ({
      actions: actionsOf(said, from),
      last: undefined as { tokens: readonly string[]; sealed: Message } | undefined,
    }),
    (from) => from ?? '',
  );
  return async (said, from) => {
    const parts = partsOf(said, from);
    if (parts.actions.length === 0) return said;
    // Asked each time: the store decides whether the buttons still stand, and which are new ones.
    const tokens = await store.saveActions(parts.actions);
    const isSame = parts.last?.tokens.every((token, at) => token === tokens[at]);
    if (!parts.last || !isSame) parts.last = { tokens, sealed: withTokens(said, tokens) };
    return parts.last.sealed;
  };
}
