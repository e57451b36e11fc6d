import type { Action, Message } from '../message/message.ts';
import type { KitStore } from './store.ts';

/**
 * Keeps what the buttons and the options of menus do, and leaves in each only what its platform carries.
 * @param from the place for which they act, where they stand in another
 */
export async function seal(
  said: Message,
  store: Pick<KitStore, 'keepActions'>,
  from?: string,
): Promise<Message> {
  const actors = [...said.buttons.flat(), ...said.menus.flatMap(({ options }) => options)];
  const actions = actors.flatMap(({ action }) =>
    action ? [from === undefined ? action : { ...action, from }] : [],
  );
  if (actions.length === 0) return said;
  const tokens = await store.keepActions(actions);
  let next = 0;
  const sealed = <Actor extends { action?: Action | undefined }>({ action, ...actor }: Actor) => {
    if (!action) return actor;
    const token = tokens[next];
    next += 1;
    return token === undefined ? actor : { ...actor, token };
  };
  return {
    ...said,
    // The buttons first, in the order in which their actions were kept.
    buttons: said.buttons.map((row) => row.map(sealed)),
    menus: said.menus.map((menu) => ({ ...menu, options: menu.options.map(sealed) })),
  };
}
