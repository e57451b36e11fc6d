import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Ask, askInLine } from './in-line.ts';
import { boundedConnect } from './patience.ts';
import { sessionOf } from './session.ts';

/** Something that of all processes on one database only one does at a time. */
export interface Turn {
  /** Whether it is this process's turn. It may end at any moment, with the connection to the server. */
  isMine(): boolean;
  /** Whether another process had it when this one asked: what that one did of late is not known here. */
  wasTaken(): boolean;
  /** Gives it back, so that another process takes it at once. */
  leave(): Promise<void>;
}

/** Who does what of several processes, and how they wake each other. */
export interface Turns {
  /** Stands in line for something, until `leave`. */
  want(name: string): Turn;
  /** SQL that wakes every process once the transaction that it runs in is committed; empty where there is but one. */
  ring: string;
  /** Calls back whenever another process rings. */
  onRing(listener: () => void): void;
  close(): Promise<void>;
}

/** The embedded database has one process alone. */
export const onlyProcess: Turns = {
  want: () => ({ isMine: () => true, wasTaken: () => false, leave: async () => {} }),
  ring: '',
  onRing() {},
  close: async () => {},
};

const channel = 'callboard_delivery';
/** How often a process asks whether it is its turn, and how long an answer may take, in milliseconds. */
const every = 500;
const patience = 3_000;
/** The server notices in seconds that a machine is gone, and gives its turns to another process. */
const keepAlive = '-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3';

/** Two numbers for a name, as PostgreSQL's advisory locks take them. */
function lockOf(name: string): [number, number] {
  const digest = createHash('sha256').update(`callboard ${name}`).digest();
  return [digest.readInt32BE(0), digest.readInt32BE(4)];
}

/**
 * Turns as advisory locks of one session: they end with the process, whatever becomes of it, and no clock is
 * asked. The session must be one of its own, so that a pooler in transaction mode will not do.
 */
export function openTurns(url: string, report: (error: Error) => void): Turns {
  const wanted = new Map<string, { isMine: boolean; wasTaken: boolean }>();
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  let session: { client: Client; ask: Ask } | undefined;
  let again = Promise.withResolvers<void>();

  /** Gives a connection up. One that only hangs would keep its turns from everybody once it goes on. */
  function lose(client: Client): void {
    if (session?.client === client) {
      session = undefined;
      for (const turn of wanted.values()) Object.assign(turn, { isMine: false, wasTaken: false });
    }
    client.end().catch(() => undefined);
  }

  async function connect(): Promise<NonNullable<typeof session>> {
    const { Client } = await import('pg');
    const fresh = new Client({
      ...sessionOf(url, keepAlive),
      ...boundedConnect,
      query_timeout: patience,
    });
    fresh.on('error', () => lose(fresh));
    fresh.on('end', () => lose(fresh));
    fresh.on('notification', () => {
      for (const listener of listeners) listener();
    });
    try {
      await fresh.connect();
      // Turns are given back while others are asked for.
      const ask = askInLine(fresh);
      await ask(`LISTEN ${channel}`);
      return { client: fresh, ask };
    } catch (error) {
      lose(fresh);
      throw error;
    }
  }

  async function askFor({ client, ask }: NonNullable<typeof session>): Promise<void> {
    try {
      await askWith(ask);
    } catch (error) {
      lose(client);
      throw error;
    }
  }

  async function askWith(ask: Ask): Promise<void> {
    // A question whether the session still stands, for the turns that it has.
    await ask('SELECT 1');
    for (const [name, turn] of wanted) {
      if (turn.isMine) continue;
      const { rows } = await ask<{ mine: boolean }>(
        'SELECT pg_try_advisory_lock($1, $2) AS mine',
        lockOf(name),
      );
      if (!rows[0]?.mine) turn.wasTaken = true;
      // It may have been given back meanwhile.
      if (rows[0]?.mine && wanted.get(name) === turn) {
        turn.isMine = true;
        for (const listener of listeners) listener();
      }
    }
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      again = Promise.withResolvers<void>();
      try {
        session ??= await connect();
        await askFor(session);
      } catch (error) {
        if (!closing.signal.aborted)
          report(error instanceof Error ? error : new Error(String(error)));
      }
      await Promise.race([
        again.promise,
        sleep(every, undefined, { signal: closing.signal }).catch(() => undefined),
      ]);
    }
  }
  const loop = run();

  return {
    ring: `SELECT pg_notify('${channel}', '')::text`,
    want(name) {
      const turn = { isMine: false, wasTaken: false };
      wanted.set(name, turn);
      again.resolve();
      return {
        isMine: () => turn.isMine,
        wasTaken: () => turn.wasTaken,
        async leave() {
          wanted.delete(name);
          if (!turn.isMine) return;
          turn.isMine = false;
          const mine = session;
          await mine
            ?.ask('SELECT pg_advisory_unlock($1, $2)', lockOf(name))
            .catch(() => lose(mine.client));
        },
      };
    },
    onRing(listener) {
      listeners.add(listener);
    },
    async close() {
      closing.abort();
      await loop;
      await session?.client.end().catch(() => undefined);
    },
  };
}
