import { openDatabase } from '../../src/database/database.ts';
import { playRandomRun } from '../../test/support/courses/random-run.ts';
import { startPostgres } from '../postgres.ts';
import { createSeededRandom } from './random-text.ts';

/** Steps of one life of a run: enough for a seat to be taken, offered, passed on and given up. */
const steps = 30;

/**
 * Plays random lives of a course, each on PGlite and on two processes of PostgreSQL.
 * @returns what was wrong, with the seed that shows it again
 */
export async function fuzzSeats(seed: number, lives: number): Promise<string[]> {
  const postgres = await startPostgres();
  const { url } = postgres;
  const first = await openDatabase({ url });
  const stores = [
    { name: 'PGlite', opened: [await openDatabase({ folder: 'memory' })] },
    { name: 'PostgreSQL', opened: [first, await openDatabase({ url })] },
  ];
  const faults: string[] = [];
  for (let life = 0; life < lives; life += 1) {
    for (const { name, opened } of stores) {
      const problems = await playRandomRun(opened, createSeededRandom(seed + life), steps);
      faults.push(...problems.map((one) => `${name}, seed ${seed + life}: ${one}`));
    }
  }
  await Promise.all(stores.flatMap(({ opened }) => opened.map((one) => one.close())));
  await postgres.stop();
  return faults;
}
