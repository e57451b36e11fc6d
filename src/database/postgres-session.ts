import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientConfig } from 'pg';
import { type SerialQuery, serializeQueries } from './serialize-queries.ts';

export interface PostgresSession {
  client: Client;
  query: SerialQuery;
  /** Aborts when the connection is lost or about to be closed. */
  signal: AbortSignal;
  /** Discards the connection. */
  drop(): void;
}

export interface PostgresSessionOptions {
  channel: string;
  onNotification(payload: string): void;
  /** Works with the session; returns or throws when the session can no longer be used. */
  use(session: PostgresSession): Promise<void>;
  /** Called at once when a connection is lost, closed or cannot be opened. */
  onLost(): void;
  /** Called with the error that ended a session, unless `close` ended it. */
  onError?(error: unknown): void;
  retryMs: number;
}

/** Keeps a dedicated session that listens to a channel: connects, passes the session to `use`, and reconnects. */
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
