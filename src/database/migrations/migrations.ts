import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';

const root = path.resolve(import.meta.dirname, '../../..');
const schemaFile = path.join(root, 'prisma/schema.prisma');
const migrationsFolder = path.join(root, 'prisma/migrations');
/** Prisma manages every table except the job queue's, which are in their own schema. */
const filters = { externalTables: [], externalEnums: [] };

export interface MigrationScript {
  name: string;
  sql: string;
}

/** The program's migrations, oldest first. */
export async function readMigrationScripts(): Promise<MigrationScript[]> {
  const names = (await readdir(migrationsFolder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      name,
      sql: await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
    })),
  );
}

/** The program's migrations in the format of the schema engine. */
async function readMigrationList(): Promise<MigrationList> {
  const scripts = await readMigrationScripts();
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: scripts.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
}

/**
 * A driver that runs scripts whole and waits for them: `@prisma/adapter-pg` splits them at every semicolon, even inside
 * functions, and `pglite-prisma-adapter` reports success before a script has run, so that one that fails counts as
 * applied.
 */
export function withWholeScripts(
  factory: SqlMigrationAwareDriverAdapterFactory,
  run: (script: string) => Promise<unknown>,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      adapter.executeScript = async (script) => {
        await run(script);
      };
      return adapter;
    },
  };
}

/** Runs a query on the database and returns its rows. */
export type RawQuery = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** Names of the migrations that were applied completely; none for a new database. */
async function finishedMigrations(query: RawQuery): Promise<Set<unknown>> {
  const [table] = await query(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS there`,
  );
  if (table?.there !== true) return new Set();
  const rows = await query(
    'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map(({ name }) => name));
}

/** Whether the database lacks a migration. */
export async function hasPendingMigrations(query: RawQuery): Promise<boolean> {
  const finished = await finishedMigrations(query);
  const { migrationDirectories } = await readMigrationList();
  return migrationDirectories.some(({ path: name }) => !finished.has(name));
}

/**
 * Applies pending migrations and returns their names. The schema engine is heavy, so it is loaded only when there are
 * any.
 * @throws the database's error when a migration fails
 */
export async function applyMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  query: RawQuery,
): Promise<string[]> {
  if (!(await hasPendingMigrations(query))) return [];
  const { startSchemaEngine } = await import('./schema-engine.ts');
  const engine = await startSchemaEngine(await readFile(schemaFile, 'utf8'), adapter);
  try {
    const result = await engine.applyMigrations({
      migrationsList: await readMigrationList(),
      filters,
    });
    return result.appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** The SQL that turns the result of the migrations into the schema; empty when they agree. */
export async function schemaDiff(adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const schema = await readFile(schemaFile, 'utf8');
  const { startSchemaEngine } = await import('./schema-engine.ts');
  const engine = await startSchemaEngine(schema, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrationList()) },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: null,
      filters,
    });
    const script = stdout ?? '';
    return /^\s*(--[^\n]*\s*)*$/.test(script) ? '' : script;
  } finally {
    engine.free();
  }
}
