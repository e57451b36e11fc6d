import type { Client, QueryResult, QueryResultRow } from 'pg';

/** Runs a query on one session. */
export type SerialQuery = <Row extends QueryResultRow>(
  sql: string,
  values?: readonly unknown[],
) => Promise<QueryResult<Row>>;

/** Runs one query at a time, in the order of the calls: pg 9 no longer queues them. */
export function serializeQueries(client: Pick<Client, 'query'>): SerialQuery {
  let last: Promise<unknown> = Promise.resolve();
  return <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
    const result = last.then(() => client.query<Row>(sql, [...values]));
    last = result.catch(() => undefined);
    return result;
  };
}
