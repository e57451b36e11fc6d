import { writeFileSync } from 'node:fs';
import { openDatabase } from '../../../src/database/database.ts';
import { migrateCluster } from '../../../src/database/embedded/cluster-setup.ts';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';

/** Creating a cluster takes seconds, opening a copy does not. */
async function makeEmbedded(file: string): Promise<void> {
  const pglite = await openPGlite('memory');
  await migrateCluster(pglite);
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  writeFileSync(file, new Uint8Array(await dump.arrayBuffer()));
}

async function fillPostgres(url: string): Promise<void> {
  const database = await openDatabase({ url });
  const jobs = database.openJobQueue((error) => console.error(error.message));
  await jobs.start();
  await jobs.stop();
  await database.close();
}

// A separate process, since Prisma's schema engine leaves a timer of ten seconds for which a test run would wait.
const [, , where = ''] = process.argv;
await (where.startsWith('postgresql:') ? fillPostgres(where) : makeEmbedded(where));
process.exit();
