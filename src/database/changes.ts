import { setTimeout as sleep } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils';
import { askInLine, forAll } from './in-line.ts';
import { changesChannel, type ListeningMemory, watched } from './memory.ts';
import { boundedConnect } from './patience.ts';
import type { Session } from './session.ts';

/** Milliseconds. A beat that does not come back in time means that we hear nothing. */
const beats = { every: 10_000, patience: 5_000, retry: 1_000 } as const;
/** What a process tells itself to know that it hears. */
const beat = 'beat';

/** Hears of every change on a PostgreSQL server. */
export interface Changes {
  /** Resolves when every change that was committed before the call has been heard, or nothing is heard any more. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** The embedded store tells of a change before whoever asked for it goes on: there is nothing to wait for. */
export async function hearPGlite(pglite: PGlite, memory: ListeningMemory): Promise<void> {
  await pglite.listen(changesChannel, (told) => memory.changed(told));
  memory.listening();
}

/**
 * Listens to a server on a connection of its own, and connects again when it breaks. Nothing is remembered
 * before a first beat has come back: behind a proxy that shares connections it never does, and none is lost.
 */
export function hearPostgres(session: Session, memory: ListeningMemory): Changes {
  const stopping = new AbortController();
  let current: { mark: () => Promise<void>; over: Promise<void> } | undefined;

  async function listen(): Promise<void> {
    const { Client } = await import('pg');
    const client = new Client({ ...session, ...boundedConnect, keepAlive: true });
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    client.on('error', () => end());
    client.on('end', () => end());
    stopping.signal.addEventListener('abort', () => end(), { once: true });
    let isHeard = () => {};
    client.on('notification', ({ payload = '' }) => {
      if (payload === beat) isHeard();
      else memory.changed(payload);
    });
    try {
      await client.connect();
      const ask = askInLine(client);
      await ask(`LISTEN ${changesChannel}`);
      // What was told before this question stands before its answer on the same connection.
      current = { mark: forAll(() => ask('SELECT 1')), over };
      while (!stopping.signal.aborted) {
        const heard = new Promise<boolean>((resolve) => {
          isHeard = () => resolve(true);
        });
        ask(`NOTIFY ${changesChannel}, '${beat}'`).catch(() => end());
        const late = new AbortController();
        const came = await Promise.race([
          heard,
          over.then(() => false),
          sleep(beats.patience, false, { signal: late.signal, ref: false }).catch(() => false),
        ]);
        late.abort();
        if (!came) return;
        memory.listening();
        const rest = new AbortController();
        await Promise.race([
          over,
          sleep(beats.every, undefined, { signal: rest.signal, ref: false }).catch(() => {}),
        ]);
        rest.abort();
      }
    } finally {
      memory.deaf();
      end();
      current = undefined;
      await client.end().catch(() => {});
    }
  }

  async function keep(): Promise<void> {
    while (!stopping.signal.aborted) {
      await listen().catch(() => {});
      if (stopping.signal.aborted) return;
      await sleep(beats.retry, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }
  const kept = keep();

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

const tables = Object.keys(watched).join('|');
const writes = new RegExp(`^\\s*(?!SELECT\\b)[\\s\\S]*\\b(?:${tables})\\b`, 'i');

/** Whether a statement may change what is remembered. */
export const mayChange = (sql: string): boolean => writes.test(sql);

/** A store's driver whose writes return only when this process has heard of them: whoever wrote reads it at once. */
export function hearingOwn(
  factory: SqlDriverAdapterFactory,
  caughtUp: () => Promise<void>,
): SqlDriverAdapterFactory {
  const note = (queries: SqlQueryable, onWrite: () => Promise<void> | undefined) => {
    const query = queries.queryRaw.bind(queries);
    const execute = queries.executeRaw.bind(queries);
    queries.queryRaw = async (given) => {
      const result = await query(given);
      if (mayChange(given.sql)) await onWrite();
      return result;
    };
    queries.executeRaw = async (given) => {
      const count = await execute(given);
      if (mayChange(given.sql)) await onWrite();
      return count;
    };
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      const start = adapter.startTransaction.bind(adapter);
      note(adapter, caughtUp);
      adapter.startTransaction = async (level) => {
        const transaction = await start(level);
        const commit = transaction.commit.bind(transaction);
        let hasWritten = false;
        note(transaction, () => {
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
