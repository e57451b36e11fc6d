import type { KeptConversation, KitStore } from '../../src/kit/store.ts';
import type { Action } from '../../src/message/message.ts';

/** What the kit keeps, in this process's memory alone. */
export function memoryStore(): KitStore {
  const actions = new Map<string, Action>();
  const conversations = new Map<string, KeptConversation>();
  const spent = new Set<string>();
  let serial = 0;
  const next = () => {
    serial += 1;
    return String(serial);
  };
  return {
    async keepActions(given) {
      return given.map((action) => {
        const token = next();
        actions.set(token, action);
        return token;
      });
    },
    action: async (token) => actions.get(token),
    conversation: async ({ accountId, place }) => conversations.get(`${accountId} ${place}`),
    async keepConversation({ accountId, place }, state, previous) {
      const kept = {
        id: previous?.id ?? next(),
        accountId,
        version: (previous?.version ?? 0) + 1,
        state,
      };
      conversations.set(`${accountId} ${place}`, kept);
      return kept;
    },
    async keepAsked() {},
    async endConversation({ id }) {
      const found = [...conversations].find(([, kept]) => kept.id === id);
      return found !== undefined && conversations.delete(found[0]);
    },
    askedBy: async () => undefined,
    async spend(token) {
      if (spent.has(token)) return false;
      spent.add(token);
      return true;
    },
    async unspend(token) {
      spent.delete(token);
    },
    cool: async () => 0,
    async warm() {},
  };
}
