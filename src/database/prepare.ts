import { spawn } from 'node:child_process';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openJobs } from './jobs.ts';
import { applyMigrations } from './migrations.ts';
import { openPGlite } from './pglite.ts';

/** Makes the embedded cluster and brings its schema up to date, the job queue's too. */
async function prepare(folder: string): Promise<void> {
  const pglite = await openPGlite(folder);
  try {
    await applyMigrations(
      new PrismaPGlite(pglite),
      async (sql) => (await pglite.query<Record<string, unknown>>(sql)).rows,
    );
    const jobs = openJobs({ pglite }, (error) => console.error(error.message));
    await jobs.start();
    await jobs.stop();
  } finally {
    await pglite.close();
  }
}

/**
 * The same in a process of its own: making a cluster and running the schema engine take several hundred
 * megabytes, which a process that stays would never give back.
 * @throws with what that process said
 */
export function prepareElsewhere(folder: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', import.meta.filename, folder],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.once('error', reject);
  child.once('exit', (code) => {
    if (code === 0) resolve();
    else reject(new Error(`The database in ${folder} could not be prepared. ${said.trim()}`));
  });
  return promise;
}

if (import.meta.main) {
  await prepare(process.argv[2] ?? '').then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
