import type { Logger } from 'pino';
import type { OpenDatabase } from '../database/database.ts';
import type { JobHandlers, JobQueue } from '../database/job-queue.ts';
import type { Message } from '../message/message.ts';
import type { MessageReader } from '../message/reader.ts';
import type { Platform } from '../platform.ts';
import { createQuarantine } from '../schedule/quarantine.ts';
import { createDeliveryAdmin, type DeliveryAdmin } from './admin/admin.ts';
import { bulkUpdateQueue, runBulkUpdate } from './admin/bulk-update.ts';
import { runExpiryLoop } from './admin/expire-publications.ts';
import { type Clock, systemClock } from './clock.ts';
import { createDirectMessages, type DirectMessages } from './direct-messages.ts';
import type { FailpointHook } from './failpoints.ts';
import { runFanOutChunk } from './fan-out/fan-out.ts';
import { createFanOutHandler } from './fan-out/fan-out-handler.ts';
import { fanOutQueues } from './fan-out/fan-out-queues.ts';
import { countParts } from './fan-out/part-counts.ts';
import { resumeFanOuts } from './fan-out/resume-fan-outs.ts';
import { limitServerEvents } from './limit-server-events.ts';
import { type DeliveryMetrics, noMetrics } from './metrics.ts';
import type { Publications, Transaction } from './publications.ts';
import { createPublications } from './publish.ts';
import type { Publisher } from './publisher.ts';
import { type PlatformRateLimits, rateLimitPresets } from './rate-limit/rate-limits.ts';
import type { ServerEventsByPlatform } from './server-events.ts';
import { createDeliveryWorker } from './worker/worker.ts';
import { noWorkerHealth, type WorkerHealthRecorder } from './worker-health.ts';

export interface DeliveryOptions {
  database: Pick<OpenDatabase, 'prisma' | 'openLeaderLocks'>;
  /** The app's queue, which must run {@link DeliveryService.jobHandlers}. */
  jobs: Pick<JobQueue, 'send'>;
  /** The bot of a platform, if there is one. */
  publisher(platform: Platform): Publisher | undefined;
  /** The server events of a platform's bot; none by default. */
  serverEvents?: ServerEventsByPlatform;
  /** Stores the actions of a message's buttons, in the publication's transaction. */
  issueActionTokens(message: Message, tx: Transaction): Promise<Message>;
  /** For chats without a language or zone. */
  defaults: MessageReader;
  log: Logger;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Default: the system clocks. */
  clock?: Clock;
  /** Default: the platforms' limits. */
  rateLimits?: PlatformRateLimits;
  /** How often workers look for due deliveries without being woken, in milliseconds. */
  pollIntervalMs?: number;
  /** Called at each point at which a crash leaves a different state behind. */
  failpoint?: FailpointHook;
  /** Whether a command is being handled: a fan-out briefly yields to it. */
  isHandlingCommands?(): boolean;
  metrics?: DeliveryMetrics;
  workerHealth?: WorkerHealthRecorder;
}

/** Sends messages to many chats, reliably. */
export interface DeliveryService {
  publications: Publications;
  admin: DeliveryAdmin;
  /** Single messages that are kept by whoever sends them, not by the ledger. */
  directMessages: DirectMessages;
  /** The lists of events that servers have of their own. */
  serverEvents: ServerEventsByPlatform;
  /** Handlers of the jobs that delivery queues, by queue. */
  jobHandlers: JobHandlers;
  /** Starts the workers. The job queue must be started before. */
  start(): Promise<void>;
  /** Stops the workers. The job queue must be stopped afterwards. */
  stop(): Promise<void>;
}

/** Creates and connects the parts of delivery. */
export function createDeliveryService(options: DeliveryOptions): DeliveryService {
  const { database, jobs, defaults, log, now } = options;
  const { prisma: db } = database;
  const clock = options.clock ?? systemClock(now);
  const rateLimits: PlatformRateLimits = options.rateLimits ?? {
    discord: rateLimitPresets.discord,
    telegram: rateLimitPresets.telegram,
  };
  const metrics = options.metrics ?? noMetrics;
  const failpoint = options.failpoint ?? (() => undefined);
  const workerHealth = options.workerHealth ?? noWorkerHealth;
  const quarantine = createQuarantine({
    now,
    report: ({ error, ...row }) =>
      log.error(
        { event: 'delivery.row_quarantined', err: error, ...row },
        'work on a row failed; it is left out for a while',
      ),
  });
  const stopping = new AbortController();
  const leaderLocks = database.openLeaderLocks((error) => {
    workerHealth.recordFailure('leader lock', error);
    log.warn(
      { event: 'delivery.leader_lock_failed', err: error },
      'the leader lock is not reachable',
    );
  });
  const { notifySql } = leaderLocks;

  const fanOut = createFanOutHandler({
    clock,
    // Only the embedded database has a single connection and no other processes.
    isSingleConnection: notifySql === '',
    isHandlingCommands: () => options.isHandlingCommands?.() ?? false,
    stopping: stopping.signal,
    wake,
    runChunk: (data) =>
      runFanOutChunk(
        {
          ...{ db, jobs, notifySql, failpoint, metrics },
          partCounts: (publication) => countParts(publication, options.publisher, defaults.zone),
          now: () => new Date(now()),
          monotonicMs: () => clock.monotonic(),
          onUnplannable: (publicationId, error) =>
            log.error(
              { event: 'delivery.audience_unreadable', publicationId, err: error },
              'the audience of a publication cannot be read; nobody gets it',
            ),
        },
        data,
      ),
  });
  const createWorker = (platform: Platform) =>
    createDeliveryWorker({
      ...{ db, platform, defaults, log, clock, failpoint, metrics, quarantine },
      publisher: () => options.publisher(platform),
      acquireLeaderLock: (name) => leaderLocks.acquire(name),
      rateLimits: rateLimits[platform],
      pollIntervalMs: options.pollIntervalMs ?? 1_000,
      onBecomeLeader: () =>
        void resumeFanOuts(db, jobs, quarantine).catch((error: unknown) =>
          log.error(
            { event: 'delivery.resume_failed', platform, err: error },
            'pending fan-outs could not be resumed',
          ),
        ),
      isFanOutRunning: fanOut.isRunning,
      yieldToCommands: fanOut.yieldToCommands,
      onIteration: (error) => workerHealth.recordRun(`delivery ${platform}`, error),
    });
  const workerOf = { discord: createWorker('discord'), telegram: createWorker('telegram') };
  const workers = Object.values(workerOf);
  function wake(): void {
    for (const worker of workers) worker.wake();
  }
  leaderLocks.onNotify(wake);
  let expiryLoop: Promise<void> = Promise.resolve();

  return {
    publications: createPublications({
      ...{ db, jobs, now, failpoint },
      issueActionTokens: options.issueActionTokens,
    }),
    directMessages: createDirectMessages({
      publisher: options.publisher,
      issueActionTokens: (message) => options.issueActionTokens(message, db),
      requestDirectly: (platform, chat, request) =>
        workerOf[platform].requestDirectly(chat, request),
    }),
    serverEvents: limitServerEvents(
      options.serverEvents ?? (() => undefined),
      (platform) => workerOf[platform].requestDirectly,
    ),
    admin: createDeliveryAdmin({ db, jobs, rateLimits, notifySql, wake, now, metrics }),
    jobHandlers: {
      [fanOutQueues.urgent]: fanOut.handle,
      [fanOutQueues.normal]: fanOut.handle,
      async [bulkUpdateQueue](data) {
        await runBulkUpdate(db, jobs, data, new Date(now()), metrics);
        wake();
      },
    },
    async start() {
      await resumeFanOuts(db, jobs, quarantine);
      expiryLoop = runExpiryLoop({
        ...{ db, jobs, quarantine, clock, log, workerHealth },
        stopping: stopping.signal,
      });
      for (const worker of workers) worker.start();
    },
    async stop() {
      stopping.abort();
      await Promise.all(workers.map((worker) => worker.stop()));
      await expiryLoop;
      await leaderLocks.close();
    },
  };
}
