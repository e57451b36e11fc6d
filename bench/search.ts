import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { entriesOf } from '../src/typed-record.ts';
import { medianValue } from './commands/load/startup.ts';
import { findCheckout } from './commands/programs/other-checkout.ts';
import { describeMachine, formatMs, markdownTable } from './commands/report/markdown-table.ts';
import { startPostgres } from './postgres.ts';
import { type Measurement, measurements } from './search/measurements.ts';
import { type SearchProgram, startSearchProgram } from './search/search-program.ts';

const ownRoot = path.resolve(import.meta.dirname, '..');

interface Contender {
  name: string;
  program: SearchProgram;
  durations: Map<Measurement, number[]>;
}

/** Contenders alternate, so that disturbances affect all of them. */
async function runRounds(contenders: readonly Contender[], rounds: number): Promise<void> {
  // The first round is not counted.
  for (let round = 0; round <= rounds; round += 1)
    for (const [measurement] of entriesOf<Measurement, unknown>(measurements))
      for (const { program, durations } of contenders) {
        const measured = await program.measure(measurement, 9);
        if (round > 0)
          durations.set(measurement, [...(durations.get(measurement) ?? []), ...measured]);
      }
}

/** Medians, and how many times those of the last contender. */
function table(contenders: readonly Contender[]): string {
  const medianOf = ({ durations }: Contender, measurement: Measurement) =>
    medianValue(durations.get(measurement) ?? []);
  const last = contenders.at(-1);
  return markdownTable(
    ['median ms', ...contenders.map(({ name }) => name), 'ratio'],
    entriesOf<Measurement, { label: string }>(measurements).map(([measurement, { label }]) => {
      const medians = contenders.map((contender) => medianOf(contender, measurement));
      const [first = Number.NaN] = medians;
      const ratio = last ? medianOf(last, measurement) / first : Number.NaN;
      return [label, ...medians.map(formatMs), ratio.toFixed(2)];
    }),
  );
}

/** The list of events in a community with many events, uncached. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, {
    /** A checkout of another commit, measured in turn. */
    beside: { type: 'string' },
    /** Events on PGlite, and on the first of the two PostgreSQL databases. */
    count: { type: 'string', default: '100000' },
    /** Events on the second PostgreSQL database; 0 leaves PostgreSQL out. */
    many: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    /** Leaves PGlite out. */
    server: { type: 'boolean', default: false },
  });
  const count = parseWholeNumber('count', values.count);
  const many = parseWholeNumber('many', values.many, 0);
  const rounds = parseWholeNumber('rounds', values.rounds);
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const started: SearchProgram[] = [];
  const servers: { stop(): Promise<void> }[] = [];
  const add = async (
    name: string,
    root: string,
    address: { folder: string } | { url: string },
    events: number,
  ): Promise<Contender> => {
    console.error(`filling ${name}`);
    const begunAt = performance.now();
    const program = await startSearchProgram({ root, address, count: events });
    console.error(`filled in ${Math.round((performance.now() - begunAt) / 1000)} s`);
    started.push(program);
    return { name, program, durations: new Map() };
  };
  try {
    const reports: string[] = [];
    const measureAll = async (contenders: readonly Contender[]) => {
      await runRounds(contenders, rounds);
      reports.push(table(contenders));
      for (const { program } of contenders) program.stop();
    };
    if (!values.server) {
      const other = values.beside === undefined ? undefined : findCheckout(values.beside);
      await measureAll([
        await add('Callboard, PGlite', ownRoot, { folder: path.join(folder, 'own') }, count),
        ...(other
          ? [
              await add(
                `${other.name}, PGlite`,
                other.folder,
                { folder: path.join(folder, 'other') },
                count,
              ),
            ]
          : []),
      ]);
    }
    if (many > 0) {
      const contenders: Contender[] = [];
      for (const events of [count, many]) {
        const server = await startPostgres();
        servers.push(server);
        const name = `PostgreSQL, ${events.toLocaleString('en')} events`;
        contenders.push(await add(name, ownRoot, { url: server.url }, events));
      }
      await measureAll(contenders);
    }
    const busy = loadavg()[0] ?? 0;
    console.log([`${describeMachine()}; load ${formatMs(busy)}.`, ...reports].join('\n\n'));
  } finally {
    for (const program of started) program.stop();
    await Promise.all(servers.map(({ stop }) => stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}
