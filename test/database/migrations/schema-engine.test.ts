import { PrismaPGlite } from 'pglite-prisma-adapter';
import { expect, test } from 'vitest';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';
import {
  schemaErrorText,
  startSchemaEngine,
} from '../../../src/database/migrations/schema-engine.ts';

const schema = `
datasource db {
  provider = "postgresql"
}

model Person {
  id String @id
}

model Vote {
  id       String @id
  personId String
  person   Person @relation(fields: [personId], references: [id])
}
`;

test('describes a schema with a mistake by the engine’s message alone', async () => {
  const pglite = await openPGlite('memory');
  const engine = await startSchemaEngine('', new PrismaPGlite(pglite));
  const error = await engine
    .diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    .catch((failure: unknown) => failure);
  engine.free();
  await pglite.close();
  const text = schemaErrorText(error);
  expect(text).toMatch(/^error: Error validating field `person`/);
  expect(text).toContain('schema.prisma:13');
  expect(text).not.toContain('wasm');
  expect(schemaErrorText(new Error('out of memory'))).toBeUndefined();
});
