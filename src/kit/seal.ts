import type { Action, Message } from '../message/message.ts';
import { perMessage } from '../message/per-message.ts';
import type { KitStore } from './store.ts';

type Keeper = Pick<KitStore, 'keepActions'>;

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
export async function seal(said: Message, store: Keeper, from?: string): Promise<Message> {
  const actions = actionsOf(said, from);
  return actions.length === 0 ? said : withTokens(said, await store.keepActions(actions));
}

/** {@link seal} for a store: the same message with the same tokens is the same sealed one. */
export function createSealer(store: Keeper): (said: Message, from?: string) => Promise<Message> {
  const partsOf = perMessage(
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
    const tokens = await store.keepActions(parts.actions);
    const isSame = parts.last?.tokens.every((token, at) => token === tokens[at]);
    if (!parts.last || !isSame) parts.last = { tokens, sealed: withTokens(said, tokens) };
    return parts.last.sealed;
  };
}
