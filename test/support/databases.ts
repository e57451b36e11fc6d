import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../src/database/database.ts';

/** Makes a fresh, migrated database on the test server and gives its address. */
export async function freshPostgres({ migrated = true } = {}): Promise<string> {
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

/** Both stores that the program runs on. */
export const stores = [
  ['PGlite', () => openDatabase({ folder: 'memory' })],
  ['PostgreSQL', async () => openDatabase({ url: await freshPostgres() })],
] as const satisfies readonly (readonly [string, () => Promise<OpenDatabase>])[];
