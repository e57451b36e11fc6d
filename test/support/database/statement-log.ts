import type {
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';

/** Records the SQL of a connection and of its transactions, without BEGIN and COMMIT. */
function recordSql(queries: SqlQueryable, record: (sql: string) => void): void {
  const query = queries.queryRaw.bind(queries);
  const execute = queries.executeRaw.bind(queries);
  queries.queryRaw = (given) => {
    record(given.sql);
    return query(given);
  };
  queries.executeRaw = (given) => {
    record(given.sql);
    return execute(given);
  };
}

/**
 * Records every statement of the databases that are opened from now on.
 * @param factory the prototype of the driver's adapter factory
 * @returns the statements, and `restore`
 */
export function logStatements(factory: SqlDriverAdapterFactory) {
  const statements: string[] = [];
  const record = (sql: string) => {
    statements.push(sql.replaceAll(/\s+/g, ' ').trim());
  };
  const connect = factory.connect;
  factory.connect = async function connectRecorded() {
    const adapter = await connect.call(this);
    recordSql(adapter, record);
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level): Promise<Transaction> => {
      const transaction = await start(level);
      recordSql(transaction, record);
      return transaction;
    };
    return adapter;
  };
  return {
    statements,
    restore() {
      factory.connect = connect;
    },
  };
}
