import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../../../bots/bot.ts';
import type { JobHandlers, JobQueue } from '../../database/job-queue.ts';

/** Something that runs in the background. */
export interface Background {
  start(): unknown;
  stop(): Promise<void>;
}

export interface LifecycleParts {
  monitor: Background;
  bots: readonly Pick<Bot, 'start' | 'stop'>[];
  jobs: Pick<JobQueue, 'start' | 'stop'>;
  /** Handlers of all job queues. */
  jobHandlers: readonly JobHandlers[];
  delivery: Background;
  schedule: Background;
  backups: Background | undefined;
  progress: Pick<Background, 'stop'>;
  newMembers: { drain(): Promise<void> };
}

/** How long delivery waits for the bots at the start, in milliseconds, so that commands are answered first. */
const deliveryStartDelayMs = 1_000;

/**
 * Starts and stops the parts of the program in the order in which they need each other. Stopping finishes what is in
 * flight: the bots stop after everything that sends through them, and what they still handle is written at the end.
 */
export function createLifecycle(
  parts: LifecycleParts,
  pause: (ms: number) => Promise<unknown> = sleep,
): { start(): Promise<void>; stop(): Promise<void> } {
  const { monitor, bots, jobs, delivery, schedule, backups, progress, newMembers } = parts;
  return {
    async start() {
      monitor.start();
      const connected = Promise.all(bots.map((bot) => bot.start()));
      await jobs.start(
        Object.fromEntries(parts.jobHandlers.flatMap((handlers) => Object.entries(handlers))),
        Promise.race([connected, pause(deliveryStartDelayMs)]),
      );
      await delivery.start();
      await schedule.start();
      await backups?.start();
    },
    async stop() {
      await monitor.stop();
      await backups?.stop();
      await schedule.stop();
      await progress.stop();
      await delivery.stop();
      await jobs.stop();
      await Promise.all(bots.map((bot) => bot.stop()));
      await newMembers.drain();
    },
  };
}
