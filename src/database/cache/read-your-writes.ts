import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { withAdapter } from '../with-adapter.ts';

/** Lets a write return only once the cache has taken the changes up to it: whoever wrote reads it. */
export const readYourWrites = (factory: SqlDriverAdapterFactory, caughtUp: () => Promise<void>) =>
  withAdapter(factory, (adapter) => {
    const query = adapter.queryRaw.bind(adapter);
    const execute = adapter.executeRaw.bind(adapter);
    const start = adapter.startTransaction.bind(adapter);
    adapter.queryRaw = async (given) => {
      const result = await query(given);
      if (!/^\s*SELECT\b/i.test(given.sql)) await caughtUp();
      return result;
    };
    adapter.executeRaw = async (given) => {
      const count = await execute(given);
      await caughtUp();
      return count;
    };
    adapter.startTransaction = async (level) => {
      const transaction = await start(level);
      const commit = transaction.commit.bind(transaction);
      transaction.commit = () => commit().then(caughtUp);
      return transaction;
    };
  });
