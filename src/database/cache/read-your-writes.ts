import type { SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils';
import { withAdapter } from '../with-adapter.ts';
import { trackedTables } from './query-cache.ts';

const changes = new RegExp(`^\\s*(?!SELECT\\b)[\\s\\S]*\\b(?:${trackedTables.join('|')})\\b`, 'i');

/** Whether a statement may change cached data. */
export const mayInvalidate = (sql: string): boolean => changes.test(sql);

/** Calls `onWrite` after each statement that may change cached data. */
function watchWrites(queries: SqlQueryable, onWrite: () => Promise<void> | undefined): void {
  const query = queries.queryRaw.bind(queries);
  const execute = queries.executeRaw.bind(queries);
  queries.queryRaw = async (given) => {
    const result = await query(given);
    if (mayInvalidate(given.sql)) await onWrite();
    return result;
  };
  queries.executeRaw = async (given) => {
    const count = await execute(given);
    if (mayInvalidate(given.sql)) await onWrite();
    return count;
  };
}

/** Makes writes return only after the cache has processed their changes, so that callers read their own writes. */
export const readYourWrites = (factory: SqlDriverAdapterFactory, caughtUp: () => Promise<void>) =>
  withAdapter(factory, (adapter) => {
    watchWrites(adapter, caughtUp);
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const transaction = await start(level);
      let hasWritten = false;
      watchWrites(transaction, () => {
        hasWritten = true;
        return undefined;
      });
      const commit = transaction.commit.bind(transaction);
      transaction.commit = () => commit().then(() => (hasWritten ? caughtUp() : undefined));
      return transaction;
    };
  });
