import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';
import { lendDatabase } from './lend-database.ts';

/** Creates an empty, migrated database on the test server. @returns its address */
export async function createPostgresDatabase({ migrated = true } = {}): Promise<string> {
  const template = inject('postgresTemplate');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: template.replace(/\/template$/, '/postgres') });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}${migrated ? ' TEMPLATE template' : ''}`);
  } finally {
    await client.end();
  }
  return template.replace(/\/template$/, `/${name}`);
}

const embeddedTemplate = () => openAsBlob(inject('embeddedTemplate'));

/** An empty, migrated embedded database in memory; closing it keeps it for another test. */
export const openEmbeddedDatabase = (): Promise<OpenDatabase> =>
  lendDatabase('embedded', async () =>
    openDatabase({ folder: 'memory', initialDump: await embeddedTemplate() }),
  );

/** An empty, migrated database on the test server; closing it keeps it for another test. */
const openServerDatabase = (): Promise<OpenDatabase> =>
  lendDatabase('server', async () => openDatabase({ url: await createPostgresDatabase() }));

/** Copies an empty, migrated cluster into a folder for a program to start on. */
export async function createDatabaseFolder(folder: string): Promise<void> {
  await (await openPGlite(folder, { initialDump: await embeddedTemplate() })).close();
}

/** Both kinds of database. */
export const databaseKinds = [
  ['PGlite', openEmbeddedDatabase],
  ['PostgreSQL', openServerDatabase],
] as const satisfies readonly (readonly [string, () => Promise<OpenDatabase>])[];
