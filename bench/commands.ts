import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseList, parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { maxConcurrency } from './commands/load/bench-world.ts';
import {
  type Contender,
  type RoundConfig,
  runRecordedRound,
  runRound,
  startContender,
} from './commands/load/contender.ts';
import { pinningDescription, startLoadProcess } from './commands/load/processes.ts';
import { measureStartups, medianValue } from './commands/load/startup.ts';
import { returningUserCount, type UserPool, userPools } from './commands/load/user-pools.ts';
import {
  type BenchProgram,
  handwritten,
  inMemoryCallboard,
  rawResponders,
} from './commands/programs/programs.ts';
import { openStoredPrograms } from './commands/programs/stored-programs.ts';
import { describeMachine, formatMs } from './commands/report/markdown-table.ts';
import { loadTable, type Result, singleUserTable } from './commands/report/results.ts';
import { startupTable } from './commands/report/startup-table.ts';

/** Milliseconds of rest before the memory of a whole program is read. */
const restMs = 12_000;

const resultOf = ({ subject, rounds }: Contender): Result => ({ ...subject, rounds });

/** Values of `--only`. */
const choices = ['hello', 'raw', 'hand', 'pglite', 'postgres', 'koishi'] as const;

/** Contenders alternate between rounds, so that disturbances affect all of them. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, {
    rounds: { type: 'string', default: '5' },
    count: { type: 'string', default: '2000' },
    only: { type: 'string' },
    /** A checkout of another commit as an additional contender. */
    beside: { type: 'string' },
    /** Starts of a whole program to measure until it is ready. */
    starts: { type: 'string', default: '5' },
    /** Skips the 20,000 commands. */
    quick: { type: 'boolean', default: false },
  });
  const roundCount = parseWholeNumber('rounds', values.rounds);
  const count = parseWholeNumber('count', values.count);
  const starts = parseWholeNumber('starts', values.starts);
  const chosen = values.only === undefined ? undefined : parseList('only', values.only, choices);
  // Koishi is installed only on request.
  const wanted = (name: (typeof choices)[number]) => chosen?.includes(name) ?? name !== 'koishi';
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const platforms = startLoadProcess();
  const contenders: Contender[] = [];
  let stopWhole = async () => {};
  const add = async (subject: BenchProgram, rest = 500) => {
    console.error(`starting ${subject.name}`);
    const contender = await startContender(platforms, subject, rest);
    contenders.push(contender);
    return contender;
  };
  try {
    const whole = await openStoredPrograms(folder, {
      hand: wanted('hand'),
      pglite: wanted('pglite'),
      postgres: wanted('postgres'),
      koishi: wanted('koishi'),
      beside: values.beside,
    });
    stopWhole = whole.stop;
    const peers =
      wanted('hello') || wanted('hand')
        ? { telegram: await add(handwritten.telegram), discord: await add(handwritten.discord) }
        : undefined;
    if (wanted('raw')) for (const subject of Object.values(rawResponders)) await add(subject);
    if (wanted('hello')) await add(inMemoryCallboard);
    const begun = await measureStartups(platforms, whole.subjects, starts);
    const kept: Contender[] = [];
    for (const subject of whole.subjects) kept.push(await add(subject, restMs));

    /** Programs without a database get the load of the regulars only. */
    const loadsOf = (contender: Contender): readonly UserPool[] =>
      kept.includes(contender) ? userPools : ['regulars'];
    const waysOf = (contender: Contender): RoundConfig[] =>
      contender.subject.platforms.flatMap((platform) => [
        ...loadsOf(contender).map((load) => ({ platform, load, atOnce: maxConcurrency })),
        { platform, load: 'regulars' as const, atOnce: 1 },
      ]);
    for (const contender of contenders) {
      console.error(`warming up ${contender.subject.name}`);
      for (const way of waysOf(contender)) {
        // Each of the thousand sends one command first, and is known from then on.
        const turn = {
          ...way,
          seed: 0,
          count: way.load === 'thousand' ? returningUserCount : count,
        };
        await runRound(platforms, contenders, contender, turn);
      }
    }
    for (let round = 1; round <= roundCount; round += 1) {
      console.error(`round ${round} of ${roundCount}`);
      for (const platform of ['telegram', 'discord'] as const)
        for (const { load, atOnce } of [
          ...userPools.map((load) => ({ load, atOnce: maxConcurrency })),
          { load: 'regulars' as const, atOnce: 1 },
        ])
          for (const contender of contenders)
            if (contender.subject.platforms.includes(platform) && loadsOf(contender).includes(load))
              await runRecordedRound(platforms, contenders, contender, {
                platform,
                load,
                atOnce,
                count,
                seed: round,
              });
    }
    for (const contender of values.quick ? [] : kept)
      for (const [index, platform] of contender.subject.platforms.entries()) {
        const left =
          (20_000 - contender.answeredCount) / (contender.subject.platforms.length - index);
        const way: RoundConfig = { platform, load: 'regulars', atOnce: maxConcurrency };
        if (left > 0)
          await runRound(platforms, contenders, contender, {
            ...way,
            seed: 0,
            count: Math.ceil(left),
          });
      }
    const standings = kept.map(({ subject, running, idleMegabytes, answeredCount }) => ({
      name: subject.name,
      startup: begun.get(subject),
      memory: { idle: idleMegabytes, after: running.memory(), commands: answeredCount },
    }));

    const results = contenders.map(resultOf);
    const byName = <Named extends { name: string }>(all: readonly Named[], name?: string) =>
      all.find((one) => one.name === name);
    const others = contenders
      .flatMap(({ rounds }) => [...rounds.values()].flat())
      .map((one) => one.others);
    console.log(
      [
        `${describeMachine()}; ${pinningDescription}. Other work took ${formatMs(medianValue(others))} cores in the middle round and ${formatMs(Math.max(...others))} in the worst.`,
        loadTable(results, byName(results, whole.beside?.name)),
        startupTable(standings, byName(standings, whole.beside?.name)),
        singleUserTable(
          results,
          peers ? { telegram: resultOf(peers.telegram), discord: resultOf(peers.discord) } : {},
        ),
      ].join('\n\n'),
    );
  } finally {
    await Promise.all(contenders.map(({ running }) => running.stop()));
    platforms.stop();
    await stopWhole();
    rmSync(folder, { recursive: true, force: true });
  }
}
