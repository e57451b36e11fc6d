import type { Button, Message } from '../message/message.ts';
import type { KitStore } from './store.ts';

/** Keeps what the buttons do and leaves in each only what its platform carries. */
export async function seal(said: Message, store: Pick<KitStore, 'keepActions'>): Promise<Message> {
  const actions = said.buttons.flat().flatMap(({ action }) => (action ? [action] : []));
  if (actions.length === 0) return said;
  const tokens = await store.keepActions(actions);
  let next = 0;
  const sealButton = ({ action, ...button }: Button): Button => {
    if (!action) return button;
    const token = tokens[next];
    next += 1;
    return token === undefined ? button : { ...button, token };
  };
  return { ...said, buttons: said.buttons.map((row) => row.map(sealButton)) };
}
