import { PrismaPGlite } from 'pglite-prisma-adapter';
import { expect, onTestFinished, test } from 'vitest';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';
import { withWholeScripts } from '../../../src/database/migrations/migrations.ts';

test('a script that fails in the embedded database is reported', async () => {
  const pglite = await openPGlite('memory');
  onTestFinished(() => pglite.close());
  const driver = withWholeScripts(new PrismaPGlite(pglite), (script) => pglite.exec(script));
  const connection = await driver.connect();
  await expect(connection.executeScript('SELECT 1; SELECT nonsense')).rejects.toThrow('nonsense');
});
