import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';

/** Starts Prisma's schema engine as WebAssembly: it needs no download and runs over any driver adapter. */
export function startSchemaEngine(
  schema: string,
  adapter: SqlMigrationAwareDriverAdapterFactory,
): Promise<SchemaEngine> {
  return SchemaEngine.new(
    { datamodels: [['schema.prisma', schema]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/**
 * The message of an error about the schema, such as a relation without its opposite field (P1012); undefined for other
 * errors, whose stack is of use. Source: Prisma, "Error message reference".
 */
export const schemaErrorText = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && /^P\d{4}$/.test(String(error.code))
    ? error.message.trim()
    : undefined;
