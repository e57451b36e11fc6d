import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientConfig } from 'pg';
import { type SerialQuery, serializeQueries } from './serialize-queries.ts';

export interface PostgresSession {
  client: Client;
  query: SerialQuery;
  /** Aborts when the connection is lost, or is to be closed. */
  signal: AbortSignal;
  /** Gives the connection up. */
  drop(): void;
}

export interface PostgresSessionOptions {
  channel: string;
  onNotification(payload: string): void;
  /** Works with the session; returns or throws when it is no longer of use. */
  use(session: PostgresSession): Promise<void>;
  /** Called at once when a connection is lost or closed, and when none could be opened. */
  onLost(): void;
  /** What a session failed with, unless it was closed here. */
  onError?(error: unknown): void;
  retryMs: number;
}

/** Keeps a session of its own that listens to a channel: connects, hands it to `use`, and connects again. */
export function keepPostgresSession(
  config: ClientConfig,
  { channel, onNotification, use, onLost, onError, retryMs }: PostgresSessionOptions,
): { close(): Promise<void> } {
  const stopping = new AbortController();

  async function connectAndUse(): Promise<void> {
    const { Client } = await import('pg');
    const lost = new AbortController();
    const drop = () => lost.abort();
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    signal.addEventListener('abort', onLost);
    const client = new Client(config);
    client.on('error', drop).on('end', drop);
    client.on('notification', ({ payload = '' }) => onNotification(payload));
    try {
      await client.connect();
      const query = serializeQueries(client);
      await query(`LISTEN ${channel}`);
      await use({ client, query, signal, drop });
    } finally {
      drop();
      await client.end().catch(() => undefined);
    }
  }

  async function run(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      await connectAndUse().catch((error: unknown) => signal.aborted || onError?.(error));
      await sleep(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }
  const running = run();
  return {
    async close() {
      stopping.abort();
      await running;
    },
  };
}
