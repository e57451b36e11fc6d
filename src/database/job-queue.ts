import { setImmediate as immediate } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { PgBoss } from 'pg-boss';
import type { Prisma } from './generated/client.ts';
import { sessionConfig } from './session-config.ts';
import type { StartupBarrier } from './startup-barrier.ts';
import { type DatabaseTimeouts, poolTimeoutOptions } from './timeouts.ts';

/** Work that is asked for in a transaction and done after it, by whichever process is free. */
export interface JobQueue {
  /** Asks for work in the caller's transaction: both stand or fall together. */
  send(
    tx: Prisma.TransactionClient,
    queue: string,
    data: object,
    options?: {
      priority?: number;
      /** In so many seconds. */
      startAfter?: number;
    },
  ): Promise<void>;
  /**
   * Opens the queues and does their work, each one piece after the other; a piece that throws is tried again.
   * Transactions that would begin meanwhile wait.
   * @param after what may go first, unless a transaction waits
   */
  start(handlers?: JobHandlers, after?: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Does one job. When it rejects, the job is retried. */
export type JobHandler = (data: unknown) => Promise<void>;

/** A handler for each queue. */
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export type JobQueueAddress = { pglite: PGlite } | { url: string; timeouts: DatabaseTimeouts };

/** Where a store of jobs looks for work by itself, in seconds; it is woken at once when there is some. */
const pollSeconds = 5;
/** Pieces taken at once: two that were asked for in one transaction ring only once. */
const batchSize = 4;
/** A piece whose process says nothing for so long is given to another one, in seconds; pg-boss takes no less. */
const heartbeatSeconds = 10;
/** How often that is looked after where there may be several processes, in seconds. */
const superviseSeconds = 5;

/** The queue's library is loaded only here: nobody needs it before the first job. */
async function createPgBoss(address: JobQueueAddress): Promise<PgBoss> {
  const { fromPglite, PgBoss } = await import('pg-boss');
  const common = {
    schedule: false,
    useListenNotify: true,
    supervise: true,
  } as const;
  if ('url' in address) {
    return new PgBoss({
      ...common,
      ...sessionConfig(address.url),
      ...poolTimeoutOptions(address.timeouts),
      // The connection that listens has the same bound: it is heard of at least this often.
      notifyHeartbeatIntervalMs: Math.min(10_000, address.timeouts.idle / 2),
      max: 3,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
      application_name: 'callboard jobs',
    });
  }
  const { pglite } = address;
  const db = {
    ...fromPglite(pglite),
    async listen(channel: string, onNotification: (payload: string) => void) {
      const close = await pglite.listen(channel, onNotification);
      return { close: () => close() };
    },
  };
  return new PgBoss({ ...common, db, backend: 'pglite' });
}

/** What every queue is like. */
const queueOptions = {
  notify: true,
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds,
} as const;

/** Opens the job queue on the store's own database, in a schema of its own. */
export function openJobQueue(
  address: JobQueueAddress,
  barrier: StartupBarrier,
  onError: (error: Error) => void,
): JobQueue {
  let opened: PgBoss | undefined;
  /** Failures that were reported: a piece is tried again many times. */
  const reported = new Set<string>();

  /** Writes only what is not so already: each write waits for the disk. */
  async function ensureQueues(boss: PgBoss, queues: readonly string[]): Promise<void> {
    const there = new Map((await boss.getQueues([...queues])).map((queue) => [queue.name, queue]));
    for (const queue of queues) {
      const known = there.get(queue);
      if (!known) await boss.createQueue(queue, queueOptions);
      else if (
        Object.entries(queueOptions).some(([name, value]) => Reflect.get(known, name) !== value)
      )
        await boss.updateQueue(queue, queueOptions);
    }
  }

  async function work(boss: PgBoss, queue: string, handle: JobHandler): Promise<void> {
    await boss.work<object>(
      queue,
      {
        pollingIntervalSeconds: 2,
        notifyPollingIntervalSeconds: pollSeconds,
        batchSize: batchSize,
        // Rings while a batch is worked on are one ring: what is left after a full batch would wait for the next look.
        burstWhenBatchFull: true,
        perJobResults: false,
      },
      async (found) => {
        const failures: unknown[] = [];
        for (const { data } of found) {
          // The embedded database works on this very thread: sockets and timers get their turn in between.
          await immediate();
          await handle(data).catch((error: unknown) => {
            failures.push(error);
            const said = `${queue} ${error}`;
            if (!reported.has(said)) onError(error instanceof Error ? error : new Error(said));
            if (reported.size >= 100) reported.clear();
            reported.add(said);
          });
        }
        // The whole batch is tried again; work that is done already does nothing.
        if (failures.length > 0) throw failures[0];
      },
    );
  }

  return {
    async send(tx, queue, data, options = {}) {
      if (!opened) throw new Error('The job queue is not open');
      const { fromPrisma } = await import('pg-boss');
      await opened.send(queue, data, { ...options, db: fromPrisma(tx) });
    },
    async start(handlers = {}, after = Promise.resolve()) {
      barrier.close();
      try {
        await Promise.race([after, barrier.firstWaiter()]);
        const boss = await createPgBoss(address);
        boss.on('error', onError);
        opened = boss;
        await boss.start();
        await ensureQueues(boss, Object.keys(handlers));
        for (const [queue, handle] of Object.entries(handlers)) await work(boss, queue, handle);
      } finally {
        barrier.open();
      }
    },
    async stop() {
      await opened?.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
