import type { Platform } from '../platform.ts';
import type { SendResult } from './publisher.ts';

/** An event for the list of events that a server has of its own, as on Discord. Texts are cut to the platform's limits. */
export interface ServerEventContent {
  name: string;
  place: string;
  about: string;
  /** Lines below the description, which are not cut off: addresses and the mark by which the event is known again. */
  footer: readonly string[];
  startsAt: Date;
  /** After the start. */
  endsAt: Date;
}

/** A change of one; without a start for an event that has begun. */
export type ServerEventChange = Omit<ServerEventContent, 'startsAt'> & { startsAt?: Date };

/** An event in a server's list that is not over. Times in milliseconds since the epoch. */
export interface ListedServerEvent {
  id: string;
  /** Whether the bot made it. */
  isOwn: boolean;
  /** Whether it has begun, as the platform sees it. */
  isRunning: boolean;
  description: string;
  startsAt: number;
  endsAt: number;
}

/** Why a platform rejects a change of a server's event, where that is known. */
export const serverEventRefusals = {
  /** There is no such event any more. */
  gone: 'serverEventGone',
  /** It is over or cancelled. */
  over: 'serverEventOver',
  /** The server has as many events as it may have. */
  full: 'tooManyServerEvents',
} as const;

/**
 * The events in the lists of servers. A server is a connection's id on the platform. No request is repeated; one with
 * the result `ambiguous` may have been done.
 */
export interface ServerEvents {
  /** How many events that are not over a server may have, whoever made them. */
  maxOpen: number;
  /** The events of a server that are not over. */
  list(server: string): Promise<SendResult<readonly ListedServerEvent[]>>;
  /** @returns the event's id */
  create(server: string, content: ServerEventContent): Promise<SendResult<string>>;
  change(server: string, id: string, change: ServerEventChange): Promise<SendResult<void>>;
  /** Marks an event that has not begun as cancelled, for whoever opens it. "Already over or gone" is a success. */
  cancel(server: string, id: string): Promise<SendResult<void>>;
  /** Deletes an event. "Already gone" is a success. */
  remove(server: string, id: string): Promise<SendResult<void>>;
}

/** The server events of a platform; undefined where it has none. */
export type ServerEventsByPlatform = (platform: Platform) => ServerEvents | undefined;
