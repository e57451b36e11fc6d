import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch, type Platforms, startPlatforms } from './commands/processes.ts';
import { fillStore } from './commands/store.ts';
import { events, eventsByHand, type Subject } from './commands/subjects.ts';

/** One start of a program. */
interface Started {
  /** Milliseconds until both bots were connected. */
  readyIn: number;
  /** Processor time until then, all threads together, in milliseconds. */
  cpu: number;
}

/** Starts a program for two new platforms, as people start it, and stops it again. */
async function start(platforms: Platforms, subject: Subject): Promise<Started> {
  const { urls } = await platforms.open();
  const running = await launch(await subject.launch(urls));
  const started = { readyIn: running.readyIn, cpu: running.cpu() };
  await running.stop();
  return started;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Starts each program in turn, so that what disturbs the machine disturbs all of them. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { rounds: { type: 'string', default: '9' }, only: { type: 'string' } },
  });
  const wanted = (name: string) =>
    values.only === undefined || values.only.split(',').includes(name);
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const platforms = startPlatforms();
  platforms.spread(true);
  try {
    const database = path.join(folder, 'database');
    const first = await fillStore({ folder: database }, Date.now());
    const copy = `${database}-by-hand`;
    cpSync(database, copy, { recursive: true });
    const subjects = [
      ...(wanted('hand') ? [eventsByHand(copy, first)] : []),
      ...(wanted('pglite') ? [events('Callboard `/events`, PGlite', { folder }, first)] : []),
    ];
    const all = new Map<string, Started[]>();
    // The first start of this copy of the program fills what it keeps of compiled code.
    for (const subject of subjects) await start(platforms, subject);
    for (let round = 0; round < Number(values.rounds); round += 1)
      for (const subject of subjects)
        all.set(subject.name, [...(all.get(subject.name) ?? []), await start(platforms, subject)]);
    console.log(
      [
        `${new Date().toISOString().slice(0, 10)}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}, ${values.rounds} starts each`,
        '',
        '| | ready in ms, in the middle | least | most | processor ms |',
        '| --- | ---: | ---: | ---: | ---: |',
        ...[...all].map(([name, starts]) => {
          const ready = starts.map(({ readyIn }) => readyIn);
          const figures = [
            middle(ready),
            Math.min(...ready),
            Math.max(...ready),
            middle(starts.map(({ cpu }) => cpu)),
          ];
          return `| ${name} | ${figures.map((value) => value.toFixed(0)).join(' | ')} |`;
        }),
      ].join('\n'),
    );
  } finally {
    platforms.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
