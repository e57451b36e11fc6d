import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { optionsOf, someOf, wholeNumber } from '../src/command-line.ts';
import { begin, beginnings, middle } from './commands/begin.ts';
import type { Measured, Platform } from './commands/load.ts';
import {
  cpuOfAll,
  type Platforms,
  pinning,
  type Running,
  startPlatforms,
} from './commands/processes.ts';
import { fillStore } from './commands/store.ts';
import { byHand, events, eventsOnPGlite, hello, raw, type Subject } from './commands/subjects.ts';
import { beginningHead, beginningRow, machine, ms, rounded, table } from './commands/table.ts';
import { crowd } from './commands/world.ts';
import { startPostgres } from './postgres.ts';

/** One round. */
type Played = Measured & {
  /** The program's own processor time for a command, in milliseconds. */
  cpu: number;
  /** What other work took of the machine meanwhile, in cores. */
  others: number;
};

/** A program under way, with a Discord and a Telegram of its own. */
interface Contender {
  subject: Subject;
  stand: number;
  running: Running;
  /** Resident megabytes after `restMs` in which nobody asked anything. */
  idle: number;
  /** Every round, by platform and by how many commands were under way at once. */
  rounds: Map<string, Played[]>;
}

const keyOf = (platform: Platform, atOnce: number) => `${platform} ${atOnce}`;

/** How often a whole program is started to see how soon it is ready. */
const starts = 5;
/** How long a program is left alone before its memory is read, in milliseconds. */
const restMs = 12_000;

async function enter(platforms: Platforms, subject: Subject, rest: number): Promise<Contender> {
  const { stand, running } = await begin(platforms, subject);
  await pause(rest);
  return { subject, stand, running, idle: running.memory(), rounds: new Map() };
}

async function play(
  platforms: Platforms,
  all: readonly Contender[],
  { subject, stand, rounds, running }: Contender,
  platform: Platform,
  atOnce: number,
  count: number,
  isWarmUp = false,
): Promise<void> {
  const { text, expected } = subject;
  running.spread(atOnce === 1);
  platforms.spread(atOnce === 1);
  const ours = () =>
    platforms.cpu() +
    (process.cpuUsage().user + process.cpuUsage().system) / 1000 +
    all.reduce((sum, one) => sum + one.running.cpu(), 0);
  const before = { own: running.cpu(), ours: ours(), machine: cpuOfAll(), at: performance.now() };
  const measured = await platforms.run(stand, { platform, text, expected, count, atOnce });
  const cpu = (running.cpu() - before.own) / count;
  const others =
    Math.max(0, cpuOfAll() - before.machine - (ours() - before.ours)) /
    (performance.now() - before.at);
  if (measured.wrong > 0)
    throw new Error(
      `${subject.name} answered ${measured.wrong} of ${count} wrongly on ${platform}`,
    );
  if (isWarmUp) return;
  const key = keyOf(platform, atOnce);
  rounds.set(key, [...(rounds.get(key) ?? []), { ...measured, cpu, others }]);
}

/** The middle of the rounds, and the best of them. */
function summary({ rounds }: Contender, platform: Platform, atOnce: number) {
  const all = rounds.get(keyOf(platform, atOnce)) ?? [];
  return {
    median: middle(all.map((one) => one.median)),
    p99: middle(all.map((one) => one.p99)),
    bestP99: Math.min(...all.map((one) => one.p99)),
    perSecond: middle(all.map((one) => one.perSecond)),
    best: Math.max(...all.map((one) => one.perSecond)),
    cpu: middle(all.map((one) => one.cpu)),
    least: Math.min(...all.map((one) => one.cpu)),
  };
}

const titles = { telegram: 'Telegram webhook', discord: 'Discord gateway' } as const;

function row(contender: Contender, platform: Platform, peer?: Contender): string[] {
  const alone = summary(contender, platform, 1);
  const crowded = summary(contender, platform, crowd);
  const ratio = peer ? alone.median / summary(peer, platform, 1).median : undefined;
  return [
    `${titles[platform]}: ${contender.subject.name}`,
    ms(alone.median),
    ms(alone.p99),
    ms(alone.bestP99),
    ratio === undefined ? '' : ratio.toFixed(2),
    rounded(crowded.perSecond),
    rounded(crowded.best),
    ms(crowded.cpu),
    ms(crowded.least),
  ];
}

/** What `--only` chooses among. */
const choices = ['hello', 'raw', 'hand', 'pglite', 'postgres'] as const;

/** Rounds of each contender after the other, so that what disturbs the machine disturbs all of them. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = optionsOf(args, {
    rounds: { type: 'string', default: '5' },
    count: { type: 'string', default: '2000' },
    only: { type: 'string' },
    /** Leaves out the 20,000 commands. */
    quick: { type: 'boolean', default: false },
  });
  const roundCount = wholeNumber('rounds', values.rounds);
  const count = wholeNumber('count', values.count);
  const chosen = values.only === undefined ? undefined : someOf('only', values.only, choices);
  const wanted = (name: (typeof choices)[number]) => chosen?.includes(name) ?? true;
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const platforms = startPlatforms();
  const postgres = wanted('postgres') ? await startPostgres() : undefined;
  const contenders: Contender[] = [];
  const add = async (subject: Subject, rest = 500) => {
    console.error(`starting ${subject.name}`);
    const contender = await enter(platforms, subject, rest);
    contenders.push(contender);
    return contender;
  };
  try {
    const peers =
      wanted('hello') || wanted('hand')
        ? { telegram: await add(byHand.telegram), discord: await add(byHand.discord) }
        : undefined;
    if (wanted('raw')) for (const subject of Object.values(raw)) await add(subject);
    if (wanted('hello')) await add(hello);
    const whole: Subject[] = [];
    if (wanted('pglite')) whole.push(...(await eventsOnPGlite(folder, wanted('hand'))));
    if (postgres) {
      const first = await fillStore({ url: postgres.url }, Date.now());
      whole.push(events('Callboard `/events`, PostgreSQL', { folder, url: postgres.url }, first));
    }
    const begun = await beginnings(platforms, whole, starts);
    const kept: Contender[] = [];
    for (const subject of whole) kept.push(await add(subject, restMs));

    for (const contender of contenders)
      for (const platform of contender.subject.platforms)
        for (const atOnce of [crowd, 1])
          await play(platforms, contenders, contender, platform, atOnce, count, true);
    for (let round = 1; round <= roundCount; round += 1) {
      console.error(`round ${round} of ${roundCount}`);
      for (const atOnce of [1, crowd])
        for (const platform of ['telegram', 'discord'] as const)
          for (const contender of contenders)
            if (contender.subject.platforms.includes(platform))
              await play(platforms, contenders, contender, platform, atOnce, count);
    }
    for (const contender of kept) {
      const played = [...contender.rounds.values()]
        .flat()
        .reduce((sum, { right }) => sum + right, 0);
      const rest = values.quick ? 0 : Math.max(0, 20_000 - played - 4 * count);
      for (const platform of contender.subject.platforms)
        if (rest > 0)
          await play(platforms, contenders, contender, platform, crowd, Math.ceil(rest / 2), true);
    }
    const after = new Map(kept.map((contender) => [contender, contender.running.memory()]));

    const others = contenders
      .flatMap(({ rounds }) => [...rounds.values()].flat())
      .map((one) => one.others);
    console.log(
      [
        `${machine()}; ${pinning}. Other work took ${ms(middle(others))} cores in the middle round and ${ms(Math.max(...others))} in the worst.`,
        '',
        table(
          [
            '',
            'median ms, one at a time',
            'p99 ms',
            'best p99 ms',
            'times the median by hand',
            `a second, ${crowd} at once`,
            'best',
            'CPU ms a command',
            'least',
          ],
          contenders.flatMap((contender) =>
            contender.subject.platforms.map((platform) =>
              row(
                contender,
                platform,
                peers && !Object.values(peers).includes(contender) ? peers[platform] : undefined,
              ),
            ),
          ),
        ),
        '',
        table(
          [...beginningHead, 'MB idle', 'MB after 20,000 commands'],
          kept.map((contender) => [
            ...beginningRow(contender.subject, begun.get(contender.subject)),
            rounded(contender.idle),
            rounded(after.get(contender) ?? 0),
          ]),
        ),
      ].join('\n'),
    );
  } finally {
    await Promise.all(contenders.map(({ running }) => running.stop()));
    platforms.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
