import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

/** A driver whose adapter is changed once it is connected. */
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
