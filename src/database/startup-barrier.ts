import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

/**
 * Holds transactions back while the job queue is being opened. One that asks for work would wait for the queue,
 * and on the embedded store the queue for the one connection that the transaction holds.
 */
export interface StartupBarrier {
  /** From now on whoever comes waits until `open`. */
  close(): void;
  open(): void;
  /** Resolves as soon as somebody waits, or at once when the gate is open. */
  firstWaiter(): Promise<void>;
  /** Resolves when the gate is open. */
  whenOpen(): Promise<void>;
}

/** A gate that is open. */
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

/** A store's driver whose transactions pass the gate before they begin. What only reads is never held back. */
export function withStartupBarrier(
  factory: SqlDriverAdapterFactory,
  barrier: StartupBarrier,
): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      const start = adapter.startTransaction.bind(adapter);
      adapter.startTransaction = async (level) => {
        await barrier.whenOpen();
        return start(level);
      };
      return adapter;
    },
  };
}
