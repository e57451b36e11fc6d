import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../../src/database/database.ts';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';

/** Makes a fresh, migrated database on the test server and gives its address. */
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

/** A fresh, migrated store in memory. */
export const openEmbeddedDatabase = async (): Promise<OpenDatabase> =>
  openDatabase({ folder: 'memory', initialDump: await embeddedTemplate() });

/** Puts a fresh, migrated cluster into a folder, for a program that is to start on it. */
export async function createDatabaseFolder(folder: string): Promise<void> {
  await (await openPGlite(folder, { initialDump: await embeddedTemplate() })).close();
}

/** Both stores that the program runs on. */
export const databaseKinds = [
  ['PGlite', openEmbeddedDatabase],
  ['PostgreSQL', async () => openDatabase({ url: await createPostgresDatabase() })],
] as const satisfies readonly (readonly [string, () => Promise<OpenDatabase>])[];
