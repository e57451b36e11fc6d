import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { type SerialQuery, serializeQueries } from '../serialize.ts';
import { sessionConfig } from '../session-config.ts';
import { connectTimeoutOptions } from '../timeouts.ts';

/** Something that of all processes on one database only one does at a time. */
export interface LeaderLock {
  /** Whether it is this process's turn. It may end at any moment, with the connection to the server. */
  isLeader(): boolean;
  /** Whether another process had it when this one asked: what that one did of late is not known here. */
  hadOtherLeader(): boolean;
  /** Gives it back, so that another process takes it at once. */
  release(): Promise<void>;
}

/** Who does what of several processes, and how they wake each other. */
export interface LeaderLocks {
  /** Stands in line for something, until `leave`. */
  acquire(name: string): LeaderLock;
  /** SQL that wakes every process once the transaction that it runs in is committed; empty where there is but one. */
  notifySql: string;
  /** Calls back whenever another process rings. */
  onNotify(listener: () => void): void;
  close(): Promise<void>;
}

/** The embedded database has one process alone. */
export const singleProcessLocks: LeaderLocks = {
  acquire: () => ({ isLeader: () => true, hadOtherLeader: () => false, release: async () => {} }),
  notifySql: '',
  onNotify() {},
  close: async () => {},
};

const channel = 'callboard_delivery';
/** How often a process asks whether it is its turn, and how long an answer may take, in milliseconds. */
const pollMs = 500;
const queryTimeoutMs = 3_000;
/** The server notices in seconds that a machine is gone, and gives its turns to another process. */
const keepAliveOptions =
  '-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3';

/** Two numbers for a name, as PostgreSQL's advisory locks take them. */
function advisoryLockKey(name: string): [number, number] {
  const digest = createHash('sha256').update(`callboard ${name}`).digest();
  return [digest.readInt32BE(0), digest.readInt32BE(4)];
}

/**
 * Turns as advisory locks of one session: they end with the process, whatever becomes of it, and no clock is
 * asked. The session must be one of its own, so that a pooler in transaction mode will not do.
 */
export function openLeaderLocks(url: string, onError: (error: Error) => void): LeaderLocks {
  const requested = new Map<string, { isMine: boolean; wasTaken: boolean }>();
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  let session: { client: Client; ask: SerialQuery } | undefined;
  let recheck = Promise.withResolvers<void>();

  /** Gives a connection up. One that only hangs would keep its turns from everybody once it goes on. */
  function dropSession(client: Client): void {
    if (session?.client === client) {
      session = undefined;
      for (const turn of requested.values())
        Object.assign(turn, { isMine: false, wasTaken: false });
    }
    client.end().catch(() => undefined);
  }

  async function connect(): Promise<NonNullable<typeof session>> {
    const { Client } = await import('pg');
    const fresh = new Client({
      ...sessionConfig(url, keepAliveOptions),
      ...connectTimeoutOptions,
      query_timeout: queryTimeoutMs,
    });
    fresh.on('error', () => dropSession(fresh));
    fresh.on('end', () => dropSession(fresh));
    fresh.on('notification', () => {
      for (const listener of listeners) listener();
    });
    try {
      await fresh.connect();
      // Turns are given back while others are asked for.
      const ask = serializeQueries(fresh);
      await ask(`LISTEN ${channel}`);
      return { client: fresh, ask };
    } catch (error) {
      dropSession(fresh);
      throw error;
    }
  }

  async function refreshSession({ client, ask }: NonNullable<typeof session>): Promise<void> {
    try {
      await tryLocks(ask);
    } catch (error) {
      dropSession(client);
      throw error;
    }
  }

  async function tryLocks(ask: SerialQuery): Promise<void> {
    // A question whether the session still stands, for the turns that it has.
    await ask('SELECT 1');
    for (const [name, turn] of requested) {
      if (turn.isMine) continue;
      const { rows } = await ask<{ mine: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS mine',
        advisoryLockKey(name),
      );
      if (!rows[0]?.mine) turn.wasTaken = true;
      // It may have been given back meanwhile.
      if (rows[0]?.mine && requested.get(name) === turn) {
        turn.isMine = true;
        for (const listener of listeners) listener();
      }
    }
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      recheck = Promise.withResolvers<void>();
      try {
        session ??= await connect();
        await refreshSession(session);
      } catch (error) {
        if (!closing.signal.aborted)
          onError(error instanceof Error ? error : new Error(String(error)));
      }
      await Promise.race([
        recheck.promise,
        sleep(pollMs, undefined, { signal: closing.signal }).catch(() => undefined),
      ]);
    }
  }
  const loop = run();

  return {
    notifySql: `SELECT pg_notify('${channel}', '')::text`,
    acquire(name) {
      const turn = { isMine: false, wasTaken: false };
      requested.set(name, turn);
      recheck.resolve();
      return {
        isLeader: () => turn.isMine,
        hadOtherLeader: () => turn.wasTaken,
        async release() {
          requested.delete(name);
          if (!turn.isMine) return;
          turn.isMine = false;
          const mine = session;
          await mine
            ?.ask('SELECT pg_advisory_unlock($1, $2)', advisoryLockKey(name))
            .catch(() => dropSession(mine.client));
        },
      };
    },
    onNotify(listener) {
      listeners.add(listener);
    },
    async close() {
      closing.abort();
      await loop;
      await session?.client.end().catch(() => undefined);
    },
  };
}
