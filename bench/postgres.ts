import { startPostgresServer } from '../test/support/database/postgres-server.ts';

/** A real PostgreSQL with default settings (every commit synced) and an empty database. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const { url, stop } = await startPostgresServer('callboard');
  return { url: url('callboard'), stop };
}
