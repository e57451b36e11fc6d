import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';

const root = path.resolve(import.meta.dirname, '../../..');
const schemaFile = path.join(root, 'prisma/schema.prisma');
const migrationsFolder = path.join(root, 'prisma/migrations');
/** Tables of the job queue live in a schema of their own; nothing of ours is outside Prisma's. */
const filters = { externalTables: [], externalEnums: [] };

export interface MigrationScript {
  name: string;
  sql: string;
}

/** The migrations of this program, oldest first. */
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

/** The same as the schema engine takes them. */
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

/** A driver that runs scripts as they are: `@prisma/adapter-pg` cuts them at every semicolon, in functions too. */
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

/** Runs a query on the store and gives its rows. */
export type RawQuery = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** The migrations that the store has, whole; none when it is new. */
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

/** Whether the store lacks a migration. */
export async function hasPendingMigrations(query: RawQuery): Promise<boolean> {
  const finished = await finishedMigrations(query);
  const { migrationDirectories } = await readMigrationList();
  return migrationDirectories.some(({ path: name }) => !finished.has(name));
}

/**
 * Applies what is not applied yet and returns the names of it. The engine is heavy, so it is not even
 * loaded when the store has every migration.
 * @throws when a migration fails; the database says which
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

/** The SQL that leads from the written migrations to the schema; empty when they agree. */
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
