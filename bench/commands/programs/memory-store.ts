import type { StoredPrompt } from '../../../src/kit/prompts/store.ts';
import type { KitStore } from '../../../src/kit/runtime/store.ts';
import type { Action } from '../../../src/message/message.ts';

/** The kit's store, in memory. */
export function memoryStore(): KitStore {
  const actions = new Map<string, Action>();
  const conversations = new Map<string, StoredPrompt>();
  const spent = new Set<string>();
  let serial = 0;
  const next = () => {
    serial += 1;
    return String(serial);
  };
  return {
    async saveActions(given) {
      return given.map((action) => {
        const token = next();
        actions.set(token, action);
        return token;
      });
    },
    findAction: async (token) => actions.get(token),
    findPrompt: async ({ accountId, place }) => conversations.get(`${accountId} ${place}`),
    async savePrompt({ accountId, place }, state, previous) {
      const kept = {
        id: previous?.id ?? next(),
        accountId,
        version: (previous?.version ?? 0) + 1,
        state,
      };
      conversations.set(`${accountId} ${place}`, kept);
      return kept;
    },
    async savePromptMessages() {},
    async endPrompt({ id }) {
      const found = [...conversations].find(([, kept]) => kept.id === id);
      return found !== undefined && conversations.delete(found[0]);
    },
    findPromptOwner: async () => undefined,
    async consumeToken(token) {
      if (spent.has(token)) return false;
      spent.add(token);
      return true;
    },
    async restoreToken(token) {
      spent.delete(token);
    },
    startCooldown: async () => 0,
    async cancelCooldown() {},
  };
}
