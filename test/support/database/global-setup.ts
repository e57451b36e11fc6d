import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgresServer } from './postgres-server.ts';

const run = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the test server with the name of the template database. */
    postgresTemplate: string;
    /** A file with an empty, migrated embedded cluster. */
    embeddedTemplate: string;
  }
}

/** Creates a file with a migrated embedded cluster, or migrates a database of the server. */
async function migrate(where: string): Promise<void> {
  const script = path.join(import.meta.dirname, 'make-template.ts');
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', script, where]);
}

/** Starts one PostgreSQL for the whole run and prepares templates of databases, migrated once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The server's package exits with 0 when idle, whatever the result of the tests.
  process.prependListener('beforeExit', (code) => process.exit(code));
  const server = await startPostgresServer('template');
  const embedded = path.join(server.folder, 'embedded.tar');
  const url = server.url('template');
  await Promise.all([migrate(embedded), migrate(url)]);
  // A database with open connections cannot be copied.
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'template'",
  );
  await client.end();
  project.provide('postgresTemplate', url);
  project.provide('embeddedTemplate', embedded);
  return server.stop;
}
