import { setImmediate as immediate } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { PgBoss } from 'pg-boss';
import type { Prisma } from './generated/client.ts';
import { sessionConfig } from './session-config.ts';
import type { StartupBarrier } from './startup-barrier.ts';
import { type DatabaseTimeouts, poolTimeoutOptions } from './timeouts.ts';

/** A queue of jobs that are enqueued in a transaction and run after it by any free process. */
export interface JobQueue {
  /** Enqueues a job in the caller's transaction: it exists only if that transaction commits. */
  send(
    tx: Prisma.TransactionClient,
    queue: string,
    data: object,
    options?: {
      priority?: number;
      /** Delay in seconds. */
      startAfter?: number;
    },
  ): Promise<void>;
  /**
   * Opens the queues and runs their jobs, one at a time for each queue; failed jobs are retried.
   * Transactions that begin while the queues open wait.
   * @param after resolves when the queue may open; a waiting transaction opens it earlier
   */
  start(handlers?: JobHandlers, after?: Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Does one job. When it rejects, the job is retried. */
export type JobHandler = (data: unknown) => Promise<void>;

/** A handler for each queue. */
export type JobHandlers = Readonly<Record<string, JobHandler>>;

export type JobQueueAddress = { pglite: PGlite } | { url: string; timeouts: DatabaseTimeouts };

/** Polling interval, in seconds; a notification triggers a fetch at once. */
const pollSeconds = 5;
/** Jobs fetched at once: two that were enqueued in one transaction notify only once. */
const batchSize = 4;
/** A job whose process sends no heartbeat for this long goes to another one, in seconds; pg-boss allows no less. */
const heartbeatSeconds = 10;
/** How often heartbeats are checked when there may be several processes, in seconds. */
const superviseSeconds = 5;

/** Loads pg-boss on demand: it is not needed before the first job. */
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
      // The listening connection has the same idle timeout, so it must receive something this often.
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

/** Options of every queue. */
const queueOptions = {
  notify: true,
  retryLimit: 20,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 300,
  heartbeatSeconds,
} as const;

/** Opens the job queue on the application's database, in a separate schema. */
export function openJobQueue(
  address: JobQueueAddress,
  barrier: StartupBarrier,
  onError: (error: Error) => void,
): JobQueue {
  let opened: PgBoss | undefined;
  /** Errors that were already reported: a job is retried many times. */
  const reported = new Set<string>();

  /** Writes only what differs: each write waits for the disk. */
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
        // Notifications during a batch are merged: without this, jobs beyond a full batch would wait for the next poll.
        burstWhenBatchFull: true,
        perJobResults: false,
      },
      async (found) => {
        const failures: unknown[] = [];
        for (const { data } of found) {
          // The embedded database runs on this thread: let sockets and timers run between jobs.
          await immediate();
          await handle(data).catch((error: unknown) => {
            failures.push(error);
            const description = `${queue} ${error}`;
            if (!reported.has(description))
              onError(error instanceof Error ? error : new Error(description));
            if (reported.size >= 100) reported.clear();
            reported.add(description);
          });
        }
        // The whole batch is retried; handlers are idempotent.
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
