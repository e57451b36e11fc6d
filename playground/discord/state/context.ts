import type { State } from './state.ts';

/** An event for the gateway. */
export interface GatewayEvent {
  name: string;
  /** Sent to sessions with any of these intents; 0 means all. */
  intents: number;
  /** Determines the shard; undefined in private chats. */
  guildId?: string | undefined;
  /** The payload, which may depend on what the session may read. */
  data: (sessionIntents: number) => Record<string, unknown>;
}

/** Shared context of the local Discord. */
export interface Context {
  state: State;
  now: () => number;
  /** While set, edits of messages older than an hour are rejected with this retry_after in seconds. */
  oldEditLimit: { retryAfter: number | undefined };
  nextId: () => string;
  nextToken: () => string;
  /** Sends an event to the bot's sessions. */
  dispatch: (event: GatewayEvent) => void;
  /** Reports a visible change in a place. */
  notifyChanged: (channelId: string) => void;
  /** Runs a task after some real milliseconds, unless the server is stopped before. */
  schedule: (ms: number, run: () => void) => void;
  /** Address of this server: `http://127.0.0.1:4001`. */
  origin: () => string;
}
