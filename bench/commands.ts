import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { optionsOf, someOf, wholeNumber } from '../src/command-line.ts';
import { beginnings, middle } from './commands/begin.ts';
import { beginningTable } from './commands/beginning-table.ts';
import { type Contender, enter, play, playRound, type Way } from './commands/contender.ts';
import { knownCount, type Load, loads } from './commands/crowd.ts';
import { pinning, startPlatforms } from './commands/processes.ts';
import { aloneTable, loadTable, type Result } from './commands/results.ts';
import { byHand, hello, raw, type Subject } from './commands/subjects.ts';
import { machine, ms } from './commands/table.ts';
import { wholePrograms } from './commands/whole.ts';
import { crowd } from './commands/world.ts';

/** How long a whole program is left alone before its memory is read, in milliseconds. */
const restMs = 12_000;

const resultOf = ({ subject, rounds }: Contender): Result => ({ ...subject, rounds });

/** What `--only` chooses among. */
const choices = ['hello', 'raw', 'hand', 'pglite', 'postgres', 'koishi'] as const;

/** Rounds of each contender after the other, so that what disturbs the machine disturbs all of them. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = optionsOf(args, {
    rounds: { type: 'string', default: '5' },
    count: { type: 'string', default: '2000' },
    only: { type: 'string' },
    /** A checkout of another commit, as one more contender. */
    beside: { type: 'string' },
    /** How often a whole program is started to see how soon it is ready. */
    starts: { type: 'string', default: '5' },
    /** Leaves out the 20,000 commands. */
    quick: { type: 'boolean', default: false },
  });
  const roundCount = wholeNumber('rounds', values.rounds);
  const count = wholeNumber('count', values.count);
  const starts = wholeNumber('starts', values.starts);
  const chosen = values.only === undefined ? undefined : someOf('only', values.only, choices);
  // Another project's program is installed only for those who ask for it.
  const wanted = (name: (typeof choices)[number]) => chosen?.includes(name) ?? name !== 'koishi';
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const platforms = startPlatforms();
  const contenders: Contender[] = [];
  let stopWhole = async () => {};
  const add = async (subject: Subject, rest = 500) => {
    console.error(`starting ${subject.name}`);
    const contender = await enter(platforms, subject, rest);
    contenders.push(contender);
    return contender;
  };
  try {
    const whole = await wholePrograms(folder, {
      hand: wanted('hand'),
      pglite: wanted('pglite'),
      postgres: wanted('postgres'),
      koishi: wanted('koishi'),
      beside: values.beside,
    });
    stopWhole = whole.stop;
    const peers =
      wanted('hello') || wanted('hand')
        ? { telegram: await add(byHand.telegram), discord: await add(byHand.discord) }
        : undefined;
    if (wanted('raw')) for (const subject of Object.values(raw)) await add(subject);
    if (wanted('hello')) await add(hello);
    const begun = await beginnings(platforms, whole.subjects, starts);
    const kept: Contender[] = [];
    for (const subject of whole.subjects) kept.push(await add(subject, restMs));

    /** Everybody asks a program that keeps nothing what the regulars do. */
    const loadsOf = (contender: Contender): readonly Load[] =>
      kept.includes(contender) ? loads : ['regulars'];
    const waysOf = (contender: Contender): Way[] =>
      contender.subject.platforms.flatMap((platform) => [
        ...loadsOf(contender).map((load) => ({ platform, load, atOnce: crowd })),
        { platform, load: 'regulars' as const, atOnce: 1 },
      ]);
    for (const contender of contenders) {
      console.error(`warming up ${contender.subject.name}`);
      for (const way of waysOf(contender)) {
        // Each of the thousand asks once, and so is known from then on.
        const turn = { ...way, seed: 0, count: way.load === 'thousand' ? knownCount : count };
        await play(platforms, contenders, contender, turn);
      }
    }
    for (let round = 1; round <= roundCount; round += 1) {
      console.error(`round ${round} of ${roundCount}`);
      for (const platform of ['telegram', 'discord'] as const)
        for (const { load, atOnce } of [
          ...loads.map((load) => ({ load, atOnce: crowd })),
          { load: 'regulars' as const, atOnce: 1 },
        ])
          for (const contender of contenders)
            if (contender.subject.platforms.includes(platform) && loadsOf(contender).includes(load))
              await playRound(platforms, contenders, contender, {
                platform,
                load,
                atOnce,
                count,
                seed: round,
              });
    }
    for (const contender of values.quick ? [] : kept)
      for (const [index, platform] of contender.subject.platforms.entries()) {
        const left = (20_000 - contender.answered) / (contender.subject.platforms.length - index);
        const way: Way = { platform, load: 'regulars', atOnce: crowd };
        if (left > 0)
          await play(platforms, contenders, contender, { ...way, seed: 0, count: Math.ceil(left) });
      }
    const standings = kept.map(({ subject, running, idle, answered }) => ({
      name: subject.name,
      beginning: begun.get(subject),
      memory: { idle, after: running.memory(), commands: answered },
    }));

    const results = contenders.map(resultOf);
    const byName = <Named extends { name: string }>(all: readonly Named[], name?: string) =>
      all.find((one) => one.name === name);
    const others = contenders
      .flatMap(({ rounds }) => [...rounds.values()].flat())
      .map((one) => one.others);
    console.log(
      [
        `${machine()}; ${pinning}. Other work took ${ms(middle(others))} cores in the middle round and ${ms(Math.max(...others))} in the worst.`,
        loadTable(results, byName(results, whole.beside?.name)),
        beginningTable(standings, byName(standings, whole.beside?.name)),
        aloneTable(
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
