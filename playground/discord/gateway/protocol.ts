import { z } from 'zod';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway */
export const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

/** Payloads without effect here: presence, voice. */
export const ignoredOpcodes = new Set([3, 4, 31]);

export const closeCode = {
  unknownOpcode: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  badToken: 4004,
  alreadyAuthenticated: 4005,
  badShard: 4010,
  badIntents: 4013,
  disallowedIntents: 4014,
} as const;

/** Clients may write the token as in the HTTP header. */
const token = z.string().transform((text) => text.replace(/^Bot /, ''));
const id = z.union([z.string(), z.number()]).transform(String);

export const frameSchema = z.object({ op: z.int(), d: z.unknown() });
export const identifySchema = z.object({
  token,
  intents: z.int(),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
});
export const resumeSchema = z.object({ token, session_id: z.string(), seq: z.int() });
export const requestMembersSchema = z.object({
  guild_id: id,
  query: z.string().optional(),
  limit: z.int().optional(),
  user_ids: z.union([id, z.array(id)]).optional(),
  nonce: z.string().optional(),
});
