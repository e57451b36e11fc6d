import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepPostgresSession, type PostgresSession } from '../postgres-session.ts';
import { sessionConfig } from '../session-config.ts';
import { connectTimeoutOptions } from '../timeouts.ts';

/** A lock that at most one process using the database holds. */
export interface LeaderLock {
  /** Whether this process holds the lock. It can be lost at any moment, with the connection to the server. */
  isLeader(): boolean;
  /** Whether another process held the lock when this one requested it: its recent work is unknown here. */
  hadOtherLeader(): boolean;
  /** Releases the lock, so that another process can acquire it at once. */
  release(): Promise<void>;
}

/** Leader locks across processes, and notifications between them. */
export interface LeaderLocks {
  /** Tries to acquire a lock until it is held, and reacquires it when lost, until `release`. */
  acquire(name: string): LeaderLock;
  /** SQL that notifies every process once its transaction commits; empty with a single process. */
  notifySql: string;
  /** Calls the listener on each notification and when a lock was acquired. */
  onNotify(listener: () => void): void;
  close(): Promise<void>;
}

/** For the embedded database, which only one process can open. */
export const singleProcessLocks: LeaderLocks = {
  acquire: () => ({ isLeader: () => true, hadOtherLeader: () => false, release: async () => {} }),
  notifySql: '',
  onNotify() {},
  close: async () => {},
};

const channel = 'callboard_delivery';
const pollMs = 500;
const queryTimeoutMs = 3_000;
/** Makes the server notice within seconds that a client machine is gone, and release its locks. */
const keepAliveOptions =
  '-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3';

/** The two numbers of the advisory lock with this name. */
function advisoryLockKey(name: string): [number, number] {
  const digest = createHash('sha256').update(`callboard ${name}`).digest();
  return [digest.readInt32BE(0), digest.readInt32BE(4)];
}

/**
 * Leader locks as advisory locks of one dedicated session: they end with the process, however it ends, and do not
 * depend on clocks. A pooler in transaction mode does not support them.
 */
export function openLeaderLocks(url: string, onError: (error: Error) => void): LeaderLocks {
  const requested = new Map<string, { isMine: boolean; wasTaken: boolean }>();
  const listeners = new Set<() => void>();
  let session: PostgresSession | undefined;
  let recheck = Promise.withResolvers<void>();
  const notifyListeners = () => {
    for (const listener of listeners) listener();
  };

  async function tryLocks({ query }: PostgresSession): Promise<void> {
    // Verifies that the session, and so every lock that it holds, is still alive.
    await query('SELECT 1');
    for (const [name, lock] of requested) {
      if (lock.isMine) continue;
      const { rows } = await query<{ mine: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS mine',
        advisoryLockKey(name),
      );
      if (!rows[0]?.mine) lock.wasTaken = true;
      // It may have been released in the meantime.
      if (rows[0]?.mine && requested.get(name) === lock) {
        lock.isMine = true;
        notifyListeners();
      }
    }
  }

  const { close } = keepPostgresSession(
    {
      ...sessionConfig(url, keepAliveOptions),
      ...connectTimeoutOptions,
      query_timeout: queryTimeoutMs,
    },
    {
      channel,
      onNotification: notifyListeners,
      retryMs: pollMs,
      onError: (error) => onError(error instanceof Error ? error : new Error(String(error))),
      onLost() {
        session = undefined;
        for (const lock of requested.values())
          Object.assign(lock, { isMine: false, wasTaken: false });
      },
      async use(current) {
        session = current;
        while (!current.signal.aborted) {
          recheck = Promise.withResolvers<void>();
          await tryLocks(current);
          const { signal } = current;
          const pause = sleep(pollMs, undefined, { signal }).catch(() => undefined);
          await Promise.race([recheck.promise, pause]);
        }
      },
    },
  );

  return {
    notifySql: `SELECT pg_notify('${channel}', '')::text`,
    acquire(name) {
      const lock = { isMine: false, wasTaken: false };
      requested.set(name, lock);
      recheck.resolve();
      return {
        isLeader: () => lock.isMine,
        hadOtherLeader: () => lock.wasTaken,
        async release() {
          requested.delete(name);
          if (!lock.isMine) return;
          lock.isMine = false;
          const { query, drop } = session ?? {};
          await query?.('SELECT pg_advisory_unlock($1, $2)', advisoryLockKey(name)).catch(drop);
        },
      };
    },
    onNotify(listener) {
      listeners.add(listener);
    },
    close,
  };
}
