/** Gateway intents by Discord's names. */
export const intent = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
  guildScheduledEvents: 1 << 16,
} as const;

/** All bits that Discord knows: 0 to 16, 20, 21, 24 and 25. */
export const knownIntents = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);

/** The intents that must be switched on for the application before it may ask for them. */
export const privilegedIntents = {
  members: intent.guildMembers,
  presences: intent.guildPresences,
  content: intent.messageContent,
} as const;

export type PrivilegedIntent = keyof typeof privilegedIntents;
