import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

/** Wraps a driver adapter factory and applies `change` to each adapter after it connects. */
export const withAdapter = (
  factory: SqlDriverAdapterFactory,
  change: (adapter: SqlDriverAdapter) => void,
): SqlDriverAdapterFactory => ({
  provider: factory.provider,
  adapterName: factory.adapterName,
  async connect() {
    const adapter = await factory.connect();
    change(adapter);
    return adapter;
  },
});
