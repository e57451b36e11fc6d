import type { SqlDriverAdapterFactory, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils';
import { withAdapter } from '../with-adapter.ts';
import { trackedTables } from './query-cache.ts';

const changes = new RegExp(`^\\s*(?!SELECT\\b)[\\s\\S]*\\b(?:${trackedTables.join('|')})\\b`, 'i');

/** Whether a statement may change cached data. */
export const mayInvalidate = (sql: string): boolean => changes.test(sql);

/** Calls `onWrite` after each statement that may change cached data. */
function watchWrites(queries: SqlQueryable, onWrite: () => unknown): void {
  const watched = <Result>(run: (query: SqlQuery) => Promise<Result>) => {
    return async (query: SqlQuery) => {
      const result = await run.call(queries, query);
      if (mayInvalidate(query.sql)) await onWrite();
      return result;
    };
  };
  queries.queryRaw = watched(queries.queryRaw);
  queries.executeRaw = watched(queries.executeRaw);
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
      });
      const commit = transaction.commit.bind(transaction);
      transaction.commit = () => commit().then(() => (hasWritten ? caughtUp() : undefined));
      return transaction;
    };
  });
