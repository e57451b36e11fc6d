import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';

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

/** An empty, migrated embedded database in memory. */
export const openEmbeddedDatabase = async (): Promise<OpenDatabase> =>
  openDatabase({ folder: 'memory', initialDump: await embeddedTemplate() });

/** Copies an empty, migrated cluster into a folder for a program to start on. */
export async function createDatabaseFolder(folder: string): Promise<void> {
  await (await openPGlite(folder, { initialDump: await embeddedTemplate() })).close();
}

/** Both kinds of database. */
export const databaseKinds = [
  ['PGlite', openEmbeddedDatabase],
  ['PostgreSQL', async () => openDatabase({ url: await createPostgresDatabase() })],
] as const satisfies readonly (readonly [string, () => Promise<OpenDatabase>])[];
