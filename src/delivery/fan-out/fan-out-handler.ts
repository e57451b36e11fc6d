import { setImmediate as immediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { FanOutJob } from './fan-out-queues.ts';

/** A fan-out counts as running for this long after a chunk, in milliseconds: the next chunk begins within it. */
const chunkIntervalMs = 400;
/** How long a chunk waits for commands at most, and how often it checks, in milliseconds. */
const yieldLimits = { maxMs: 150, pollMs: 5 } as const;

export interface FanOutHandlerOptions {
  clock: Clock;
  /** Whether the database has one connection (the embedded one), for which fan-out, worker and commands compete. */
  isSingleConnection: boolean;
  isHandlingCommands(): boolean;
  stopping: AbortSignal;
  runChunk(data: unknown): Promise<FanOutJob | undefined>;
  /** Wakes the workers. */
  wake(): void;
}

/** Handles fan-out jobs, sharing the thread and the only connection with commands and workers. */
export interface FanOutHandler {
  handle(data: unknown): Promise<void>;
  /** Whether workers should leave the connection to a fan-out. */
  isRunning(): boolean;
  /** Lets sockets and commands proceed; waits until no command is being handled, or for a moment. */
  yieldToCommands(): Promise<void>;
}

export function createFanOutHandler(options: FanOutHandlerOptions): FanOutHandler {
  const { clock, isSingleConnection, stopping } = options;
  let activeUntil = -Infinity;
  const isActive = () => clock.monotonic() < activeUntil;

  async function yieldToCommands(): Promise<void> {
    await immediate();
    for (let waited = 0; waited < yieldLimits.maxMs; waited += yieldLimits.pollMs) {
      if (!isSingleConnection || !options.isHandlingCommands()) return;
      await clock.sleep(yieldLimits.pollMs, stopping);
    }
  }

  return {
    async handle(data) {
      await yieldToCommands();
      const isFirst = !isActive();
      activeUntil = clock.monotonic() + chunkIntervalMs;
      const next = await options.runChunk(data);
      activeUntil = next ? clock.monotonic() + chunkIntervalMs : -Infinity;
      // Between the chunks workers poll, and leave the only connection to the fan-out.
      if (isFirst || !next || !isSingleConnection) options.wake();
    },
    isRunning: () => isSingleConnection && isActive(),
    yieldToCommands,
  };
}
