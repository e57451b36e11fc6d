import { startPostgresServer } from '../test/support/database/postgres-server.ts';

/** A real PostgreSQL with its settings as they come (every commit synced) and one empty database. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const { url, stop } = await startPostgresServer('callboard');
  return { url: url('callboard'), stop };
}
