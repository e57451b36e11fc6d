/** How long a refusal is remembered, in milliseconds. */
const refusalMs = 3_600_000;
/** Chats that are remembered. */
const maxChats = 1_000;

/** Groups that refused an unprompted ephemeral message because the bot is no administrator there. */
export interface AdministratorMemory {
  mayBeAdministrator(chat: string): boolean;
  /** It was refused there. */
  recordRefusal(chat: string): void;
  /** The bot's rights there have changed. */
  forget(chat: string): void;
}

/** @param now milliseconds since the epoch */
export function createAdministratorMemory(now: () => number): AdministratorMemory {
  const refusedAt = new Map<string, number>();
  return {
    mayBeAdministrator: (chat) => now() - (refusedAt.get(chat) ?? -refusalMs) >= refusalMs,
    recordRefusal(chat) {
      if (refusedAt.size >= maxChats) refusedAt.clear();
      refusedAt.set(chat, now());
    },
    forget: (chat) => void refusedAt.delete(chat),
  };
}
