import { loadCommands } from '../commands/index.ts';
import { parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { fuzzArguments } from './fuzz/fuzz-arguments.ts';
import { createFuzzKit } from './fuzz/fuzz-kit.ts';
import { fuzzSeats } from './fuzz/fuzz-seats.ts';
import { fuzzSockets } from './fuzz/fuzz-sockets.ts';
import { createSeededRandom } from './fuzz/random-text.ts';

/** Problems printed at most. */
const mostShown = 20;

/**
 * Everyday and hostile texts for every text argument, and random lives of courses with waiting lists, reproducible by
 * seed. `--count 0` plays lives alone.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    count: { type: 'string', default: '20000' },
    sockets: { type: 'string', default: '300' },
    lives: { type: 'string', default: '50' },
  } as const;
  const { values } = parseOptions(args, options);
  const seed = parseWholeNumber('seed', values.seed, 0);
  const count = parseWholeNumber('count', values.count, 0);
  const sockets = parseWholeNumber('sockets', values.sockets, 0);
  const lives = parseWholeNumber('lives', values.lives, 0);
  const begun = performance.now();
  console.log(`seed ${seed}, ${count} texts, ${lives} lives`);
  const unfair = lives > 0 ? await fuzzSeats(seed, lives) : [];
  for (const one of unfair.slice(0, mostShown)) console.log(`\n${one}`);
  console.log(`${lives} lives of a course on each database: ${unfair.length} faults`);
  const kit = await createFuzzKit(await loadCommands());
  const {
    texts,
    ways,
    faults: inProcess,
  } = await fuzzArguments(kit, createSeededRandom(seed), count);
  const overSockets = sockets > 0 ? await fuzzSockets(createSeededRandom(seed + 1), sockets) : [];
  const faults = [...inProcess, ...overSockets];
  for (const { command, argument, way, text, wrong } of faults.slice(0, mostShown)) {
    console.log(`\n/${command} ${argument}, ${way}: ${JSON.stringify(text)}`);
    for (const one of wrong) console.log(`  ${one.slice(0, 600)}`);
  }
  const byWay = Object.entries(ways).map(([way, many]) => `${many} ${way}`);
  console.log(
    `\n${texts} texts to ${kit.targets.length} arguments (${byWay.join(', ')}), ${sockets} through both clients, in ${((performance.now() - begun) / 1000).toFixed(1)} s: ${faults.length} faults; seed ${seed}`,
  );
  if (faults.length + unfair.length > 0) process.exit(1);
}
