import { setTimeout as sleep } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils';
import { coalesce, serializeQueries } from '../serialize.ts';
import type { SessionConfig } from '../session-config.ts';
import { connectTimeoutOptions } from '../timeouts.ts';
import { changesChannel, type InvalidatedQueryCache, trackedTables } from './query-cache.ts';

/** Milliseconds. A beat that does not come back in time means that we hear nothing. */
const heartbeatMs = { interval: 10_000, timeout: 5_000, retry: 1_000 } as const;
/** What a process tells itself to know that it hears. */
const heartbeatPayload = 'beat';

/** Hears of every change on a PostgreSQL server. */
export interface CacheInvalidation {
  /** Resolves when every change that was committed before the call has been heard, or nothing is heard any more. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** The embedded store tells of a change before whoever asked for it goes on: there is nothing to wait for. */
export async function listenToPGlite(pglite: PGlite, memory: InvalidatedQueryCache): Promise<void> {
  await pglite.listen(changesChannel, (told) => memory.invalidate(told));
  memory.enable();
}

/**
 * Listens to a server on a connection of its own, and connects again when it breaks. Nothing is remembered
 * before a first beat has come back: behind a proxy that shares connections it never does, and none is lost.
 */
export function listenToPostgres(
  session: SessionConfig,
  cache: InvalidatedQueryCache,
): CacheInvalidation {
  const stopping = new AbortController();
  let current: { mark: () => Promise<void>; over: Promise<void> } | undefined;

  async function listen(): Promise<void> {
    const { Client } = await import('pg');
    const client = new Client({ ...session, ...connectTimeoutOptions, keepAlive: true });
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    client.on('error', () => end());
    client.on('end', () => end());
    stopping.signal.addEventListener('abort', () => end(), { once: true });
    let isHeard = () => {};
    client.on('notification', ({ payload = '' }) => {
      if (payload === heartbeatPayload) isHeard();
      else cache.invalidate(payload);
    });
    try {
      await client.connect();
      const ask = serializeQueries(client);
      await ask(`LISTEN ${changesChannel}`);
      // What was told before this question stands before its answer on the same connection.
      current = { mark: coalesce(() => ask('SELECT 1')), over };
      while (!stopping.signal.aborted) {
        const heard = new Promise<boolean>((resolve) => {
          isHeard = () => resolve(true);
        });
        ask(`NOTIFY ${changesChannel}, '${heartbeatPayload}'`).catch(() => end());
        const late = new AbortController();
        const came = await Promise.race([
          heard,
          over.then(() => false),
          sleep(heartbeatMs.timeout, false, { signal: late.signal, ref: false }).catch(() => false),
        ]);
        late.abort();
        if (!came) return;
        cache.enable();
        const rest = new AbortController();
        await Promise.race([
          over,
          sleep(heartbeatMs.interval, undefined, { signal: rest.signal, ref: false }).catch(
            () => {},
          ),
        ]);
        rest.abort();
      }
    } finally {
      cache.disable();
      end();
      current = undefined;
      await client.end().catch(() => {});
    }
  }

  async function reconnectLoop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await listen().catch(() => {});
      if (stopping.signal.aborted) return;
      await sleep(heartbeatMs.retry, undefined, { signal: stopping.signal, ref: false }).catch(
        () => {},
      );
    }
  }
  const kept = reconnectLoop();

  return {
    async caughtUp() {
      if (!current) return;
      const { mark, over } = current;
      await Promise.race([mark(), over]);
    },
    async close() {
      stopping.abort();
      await kept;
    },
  };
}

const trackedNames = Object.keys(trackedTables).join('|');
const writePattern = new RegExp(`^\\s*(?!SELECT\\b)[\\s\\S]*\\b(?:${trackedNames})\\b`, 'i');

/** Whether a statement may change what is remembered. */
export const mayInvalidate = (sql: string): boolean => writePattern.test(sql);

/** A store's driver whose writes return only when this process has heard of them: whoever wrote reads it at once. */
export function readYourWrites(
  factory: SqlDriverAdapterFactory,
  caughtUp: () => Promise<void>,
): SqlDriverAdapterFactory {
  const onWrites = (queries: SqlQueryable, onWrite: () => Promise<void> | undefined) => {
    const query = queries.queryRaw.bind(queries);
    const execute = queries.executeRaw.bind(queries);
    queries.queryRaw = async (given) => {
      const result = await query(given);
      if (mayInvalidate(given.sql)) await onWrite();
      return result;
    };
    queries.executeRaw = async (given) => {
      const count = await execute(given);
      if (mayInvalidate(given.sql)) await onWrite();
      return count;
    };
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      const start = adapter.startTransaction.bind(adapter);
      onWrites(adapter, caughtUp);
      adapter.startTransaction = async (level) => {
        const transaction = await start(level);
        const commit = transaction.commit.bind(transaction);
        let hasWritten = false;
        onWrites(transaction, () => {
          hasWritten = true;
          return undefined;
        });
        transaction.commit = async () => {
          await commit();
          if (hasWritten) await caughtUp();
        };
        return transaction;
      };
      return adapter;
    },
  };
}
