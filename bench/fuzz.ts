import { loadCommands } from '../commands/index.ts';
import { optionsOf, wholeNumber } from '../src/command-line.ts';
import { createFuzzKit } from './fuzz/kit.ts';
import { play } from './fuzz/play.ts';
import { playSockets } from './fuzz/sockets.ts';
import { randomOf } from './fuzz/texts.ts';

/** Faults that are written out. */
const mostShown = 20;

/** Hostile and everyday texts for every argument that is written in words; the same for the same seed. */
export async function run(args: readonly string[]): Promise<void> {
  const options = {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
    count: { type: 'string', default: '20000' },
    sockets: { type: 'string', default: '300' },
  } as const;
  const { values } = optionsOf(args, options);
  const seed = wholeNumber('seed', values.seed, 0);
  const count = wholeNumber('count', values.count);
  const sockets = wholeNumber('sockets', values.sockets, 0);
  const begun = performance.now();
  console.log(`seed ${seed}, ${count} texts`);
  const kit = await createFuzzKit(await loadCommands());
  const { texts, ways, faults: inProcess } = await play(kit, randomOf(seed), count);
  const overSockets = sockets > 0 ? await playSockets(randomOf(seed + 1), sockets) : [];
  const faults = [...inProcess, ...overSockets];
  for (const { command, argument, way, text, wrong } of faults.slice(0, mostShown)) {
    console.log(`\n/${command} ${argument}, ${way}: ${JSON.stringify(text)}`);
    for (const one of wrong) console.log(`  ${one.slice(0, 600)}`);
  }
  const byWay = Object.entries(ways).map(([way, many]) => `${many} ${way}`);
  console.log(
    `\n${texts} texts to ${kit.targets.length} arguments (${byWay.join(', ')}), ${sockets} through both clients, in ${((performance.now() - begun) / 1000).toFixed(1)} s: ${faults.length} faults; seed ${seed}`,
  );
  if (faults.length > 0) process.exit(1);
}
