import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

/**
 * Holds transactions back while the job queue is being opened. One that asks for work would wait for the queue,
 * and on the embedded store the queue for the one connection that the transaction holds.
 */
export interface Gate {
  /** From now on whoever comes waits until `open`. */
  close(): void;
  open(): void;
  /** Resolves as soon as somebody waits, or at once when the gate is open. */
  wanted(): Promise<void>;
  /** Resolves when the gate is open. */
  passed(): Promise<void>;
}

/** A gate that is open. */
export function createGate(): Gate {
  const settled = () => ({
    opened: Promise.withResolvers<void>(),
    wanted: Promise.withResolvers<void>(),
  });
  let closed: ReturnType<typeof settled> | undefined;
  return {
    close() {
      closed ??= settled();
    },
    open() {
      closed?.opened.resolve();
      closed?.wanted.resolve();
      closed = undefined;
    },
    async wanted() {
      await closed?.wanted.promise;
    },
    async passed() {
      closed?.wanted.resolve();
      await closed?.opened.promise;
    },
  };
}

/** A store's driver whose transactions pass the gate before they begin. What only reads is never held back. */
export function gated(factory: SqlDriverAdapterFactory, gate: Gate): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      const start = adapter.startTransaction.bind(adapter);
      adapter.startTransaction = async (level) => {
        await gate.passed();
        return start(level);
      };
      return adapter;
    },
  };
}
