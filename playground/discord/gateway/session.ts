import type { WebSocket } from 'ws';
import type { GatewayEvent } from '../state/context.ts';
import type { JsonObject } from '../wire/objects.ts';
import { op } from './protocol.ts';

/** Events kept for resuming; a client that missed more must identify again. */
const maxReplayedEvents = 2_000;

export interface Session {
  id: string;
  intents: number;
  shard: [number, number];
  seq: number;
  /** Sent events, for resuming. */
  log: { seq: number; text: string }[];
  socket: WebSocket | undefined;
}

export function sendEvent(session: Session, name: string, d: JsonObject): void {
  session.seq += 1;
  const text = JSON.stringify({ op: op.dispatch, t: name, s: session.seq, d });
  session.log.push({ seq: session.seq, text });
  if (session.log.length > maxReplayedEvents) session.log.shift();
  session.socket?.send(text);
}

/** Sends an event if the session's intents and shard include it. */
export function sendIfSubscribed(session: Session, event: GatewayEvent): void {
  const isSubscribed = event.intents === 0 || (session.intents & event.intents) !== 0;
  if (isSubscribed && isOnShard(session, event.guildId))
    sendEvent(session, event.name, event.data(session.intents));
}

/** Discord's formula; private channels belong to shard 0. */
export function isOnShard(session: Session, guildId: string | undefined): boolean {
  const [shard, count] = session.shard;
  return guildId === undefined
    ? shard === 0
    : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
}
