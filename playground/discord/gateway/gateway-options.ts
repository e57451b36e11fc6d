import type { Server } from 'node:http';
import type { GatewayEvent } from '../state/context.ts';
import type { PrivilegedIntent } from '../state/intents.ts';
import type { Guild, State } from '../state/state.ts';

export interface GatewayOptions {
  server: Server;
  state: State;
  nextToken: () => string;
  url: () => string;
  enabledPrivilegedIntents: readonly PrivilegedIntent[];
  /** The event that tells a new session about a server. */
  guildCreate: (guild: Guild) => GatewayEvent;
  isDown: () => boolean;
  isTokenRejected: () => boolean;
}
