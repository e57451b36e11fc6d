import type { Logger } from 'pino';
import type { OpenDatabase } from '../database/database.ts';
import type { Reader } from '../message/reader.ts';
import type { Publications } from './publications.ts';
import type { Publisher } from './publisher.ts';

export interface DeliveryParts {
  database: OpenDatabase;
  /** The bot of a platform, if there is one. */
  publisher(platform: Publisher['platform']): Publisher | undefined;
  /** For a chat that has no language or zone of its own. */
  defaults: Reader;
  log: Logger;
  now(): number;
}

export interface Delivery {
  publications: Publications;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function createDelivery(_parts: DeliveryParts): Promise<Delivery> {
  return {
    publications: { publish: async () => '', reach: async () => 0 },
    async start() {},
    async stop() {},
  };
}
