import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { withAdapter } from './with-adapter.ts';

/**
 * Delays transactions while the job queue opens. A transaction that enqueues a job waits for the queue, and on the
 * embedded database the queue waits for the only connection, which that transaction holds: a deadlock.
 */
export interface StartupBarrier {
  /** From now until `open`, transactions wait. */
  close(): void;
  open(): void;
  /** Resolves as soon as a transaction waits, or at once when the barrier is open. */
  firstWaiter(): Promise<void>;
  /** Resolves when the barrier is open. */
  whenOpen(): Promise<void>;
}

/** Creates an open barrier. */
export function createStartupBarrier(): StartupBarrier {
  const createSignals = () => ({
    opened: Promise.withResolvers<void>(),
    wanted: Promise.withResolvers<void>(),
  });
  let signals: ReturnType<typeof createSignals> | undefined;
  return {
    close() {
      signals ??= createSignals();
    },
    open() {
      signals?.opened.resolve();
      signals?.wanted.resolve();
      signals = undefined;
    },
    async firstWaiter() {
      await signals?.wanted.promise;
    },
    async whenOpen() {
      signals?.wanted.resolve();
      await signals?.opened.promise;
    },
  };
}

/** A driver whose transactions wait for the barrier before they begin; reads outside transactions do not. */
export const withStartupBarrier = (factory: SqlDriverAdapterFactory, barrier: StartupBarrier) =>
  withAdapter(factory, (adapter) => {
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      await barrier.whenOpen();
      return start(level);
    };
  });
