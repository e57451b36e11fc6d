import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { startSchemaEngine } from './schema-engine.ts';

const root = path.resolve(import.meta.dirname, '../..');
const schemaFile = path.join(root, 'prisma/schema.prisma');
const migrationsFolder = path.join(root, 'prisma/migrations');
/** Tables of the job queue live in a schema of their own; nothing of ours is outside Prisma's. */
const filters = { externalTables: [], externalEnums: [] };

/** The migrations of this program, oldest first, as the schema engine takes them. */
async function readMigrations(): Promise<MigrationList> {
  const names = (await readdir(migrationsFolder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: migrationsFolder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
          },
        },
      })),
    ),
  };
}

/**
 * Applies what is not applied yet and returns the names of it.
 * @throws when a migration fails or an applied one was changed; the database says which.
 */
export async function applyMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<string[]> {
  const engine = await startSchemaEngine(await readFile(schemaFile, 'utf8'), adapter);
  try {
    const result = await engine.applyMigrations({
      migrationsList: await readMigrations(),
      filters,
    });
    return result.appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** The SQL that leads from the written migrations to the schema; empty when they agree. */
export async function pendingMigration(
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<string> {
  const schema = await readFile(schemaFile, 'utf8');
  const engine = await startSchemaEngine(schema, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations()) },
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
