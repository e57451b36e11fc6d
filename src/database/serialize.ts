import type { Client, QueryResult, QueryResultRow } from 'pg';

/** Asks one session. */
export type SerialQuery = <Row extends QueryResultRow>(
  sql: string,
  values?: readonly unknown[],
) => Promise<QueryResult<Row>>;

/** Asks a session one question at a time, in the order in which they come: pg is to stop keeping a line of its own. */
export function serializeQueries(client: Pick<Client, 'query'>): SerialQuery {
  let last: Promise<unknown> = Promise.resolve();
  return <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
    const answer = last.then(() => client.query<Row>(sql, [...values]));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/**
 * Does something for all who ask for it, one time after the other: who asks while it is done waits for the next time,
 * which begins after they asked, and shares it with everybody else who waits. That it failed is for nobody.
 */
export function coalesce(work: () => Promise<unknown>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= last.then(async () => {
      next = undefined;
      await work().catch(() => undefined);
    });
    last = next;
    return next;
  };
}
