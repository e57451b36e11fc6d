import type { State } from './state.ts';

/** Something to tell the bot over the gateway. */
export interface GatewayEvent {
  name: string;
  /** Sent to sessions that asked for any of these intents; 0 goes to all. */
  intents: number;
  /** Decides the shard; none is a private chat's. */
  guildId?: string | undefined;
  /** The payload, which may depend on what the session may read. */
  data: (sessionIntents: number) => Record<string, unknown>;
}

/** What every part of the local Discord works with. */
export interface Context {
  state: State;
  now: () => number;
  /** While `retryAfter` (seconds) stands, edits of messages older than an hour are refused with it. */
  oldEditLimit: { retryAfter: number | undefined };
  nextId: () => string;
  nextToken: () => string;
  /** Sends an event to the bot's sessions. */
  dispatch: (event: GatewayEvent) => void;
  /** Says that what people see in a place has changed. */
  notifyChanged: (channelId: string) => void;
  /** Runs something after so many real milliseconds, unless the server stops before. */
  schedule: (ms: number, run: () => void) => void;
  /** Where this server is reached: `http://127.0.0.1:4001`. */
  origin: () => string;
}
