import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import type { Platform } from '../src/platform.ts';
import { platforms } from '../src/platform.ts';
import { typedLine } from '../test/support/scenario/typed-command.ts';
import {
  type LoadProcess,
  launchProgram,
  machineCpuMs,
  type RunningProgram,
  startLoadProcess,
} from './commands/load/processes.ts';
import { medianValue } from './commands/load/startup.ts';
import { findCheckout } from './commands/programs/other-checkout.ts';
import { singleBotOptions } from './commands/programs/programs.ts';
import {
  describeMachine,
  formatInteger,
  formatMs,
  markdownTable,
} from './commands/report/markdown-table.ts';
import { startPostgres } from './postgres.ts';
import { checkFairness } from './signups/check-fairness.ts';
import { courseTitle, sessionDays } from './signups/courses.ts';
import type { FillCoursesRequest } from './signups/fill-courses.ts';

/** People who have a seat from before on each platform, and leave during the rush. */
const leaving = 16;
const root = path.resolve(import.meta.dirname, '..');

interface Rush {
  /** Signups answered a second. */
  perSecond: number;
  median: number;
  p99: number;
  /** CPU time of both programs for each signup, in milliseconds. */
  cpu: number;
  outcome: string;
}

/** A version of the program in two processes, one for each platform, with their database. */
interface Contender {
  name: string;
  url: string;
  stand: number;
  programs: readonly RunningProgram[];
  rushes: Rush[];
  stop(): Promise<void>;
}

function fillCourses(request: FillCoursesRequest): Promise<void> {
  const child = fork(path.join(import.meta.dirname, 'signups/fill-courses.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.send(request);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The database of ${request.root} was not filled`)),
    );
  });
}

async function startContender(
  load: LoadProcess,
  folder: string,
  { name, root: checkout, courses, offers }: Omit<FillCoursesRequest, 'url'> & { name: string },
): Promise<Contender> {
  const { url, stop } = await startPostgres();
  await fillCourses({ root: checkout, url, courses, offers });
  const { stand, urls } = await load.open();
  const programs: RunningProgram[] = [];
  for (const platform of platforms) {
    const options = await singleBotOptions(platform, urls, { folder, url }, checkout);
    programs.push(await launchProgram(options));
  }
  for (const program of programs) program.allowAllCores(true);
  return {
    ...{ name, url, stand, programs, rushes: [] },
    async stop() {
      await Promise.all(programs.map((program) => program.stop()));
      await stop();
    },
  };
}

/** The day of a session as people type it. */
const dayOf = (days: number): string => {
  const { day, month } = Temporal.Now.zonedDateTimeISO('Asia/Ho_Chi_Minh').add({ days });
  return `${day}/${month}`;
};

/** Everybody signs up at once, half for each session, while those who had a seat leave. */
async function rush(
  load: LoadProcess,
  { stand, url, programs }: Contender,
  turn: number,
  people: number,
): Promise<Rush> {
  const course = courseTitle(turn);
  const round = (platform: Platform, days: number) => ({
    ...{ platform, seed: turn, expected: course },
    text: typedLine(platform, '/signup', { course, session: dayOf(days) }),
  });
  for (const [index, platform] of platforms.entries())
    await load.run(stand, {
      ...round(platform, sessionDays[index] ?? sessionDays[0]),
      ...{ load: 'regulars', count: leaving, atOnce: leaving },
    });
  const cpu = () => programs.reduce((sum, program) => sum + program.cpu(), 0);
  const before = { cpu: cpu(), at: performance.now() };
  const count = people / platforms.length / sessionDays.length;
  const arriving = platforms.flatMap((platform) =>
    sessionDays.map((days) =>
      load.run(stand, { ...round(platform, days), load: 'strangers', count, atOnce: count }),
    ),
  );
  const leavers = platforms.map((platform) =>
    load.run(stand, {
      ...{ platform, seed: turn, load: 'regulars', expected: course, count: leaving, atOnce: 2 },
      text: typedLine(platform, '/withdraw', { signup: course }),
    }),
  );
  const results = await Promise.all(arriving);
  const seconds = (performance.now() - before.at) / 1000;
  const left = await Promise.all(leavers);
  for (const platform of platforms) await load.waitUntilQuiet(stand, platform);
  const [wrong] = [...results, ...left].flatMap(({ firstWrong }) => firstWrong ?? []);
  const { taken, offered, waiting, problems } = await checkFairness(url, course);
  return {
    perSecond: people / seconds,
    median: medianValue(results.map(({ median }) => median)),
    p99: Math.max(...results.map(({ p99 }) => p99)),
    cpu: (cpu() - before.cpu) / people,
    outcome: [
      `${taken} seats (${offered} offered), ${waiting} wait`,
      ...problems,
      ...(wrong === undefined ? [] : [`wrong: ${wrong.slice(0, 200)}`]),
    ].join('; '),
  };
}

/**
 * A thousand people sign up at once for 40 seats of two sessions, over two processes on one PostgreSQL, while 32 who had
 * seats give them up. Versions take turns.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, {
    people: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '5' },
    /** A checkout of another commit. */
    beside: { type: 'string' },
  });
  const people = parseWholeNumber('people', values.people);
  const rounds = parseWholeNumber('rounds', values.rounds);
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const load = startLoadProcess();
  load.allowAllCores(true);
  const contenders: Contender[] = [];
  try {
    const versions = [
      { name: 'offers for a time', root, offers: true },
      { name: 'seats at once', root, offers: false },
      ...(values.beside === undefined
        ? []
        : [findCheckout(values.beside)].map(({ folder: checkout, name }) => ({
            ...{ name, root: checkout, offers: false },
          }))),
    ];
    for (const version of versions)
      contenders.push(await startContender(load, folder, { ...version, courses: rounds + 1 }));
    const others: number[] = [];
    for (let turn = 1; turn <= rounds + 1; turn += 1)
      for (const contender of contenders) {
        const before = { machine: machineCpuMs(), at: performance.now() };
        const played = await rush(load, contender, turn, people);
        others.push((machineCpuMs() - before.machine) / (performance.now() - before.at));
        console.error(
          `${contender.name}, ${turn}: ${formatInteger(played.perSecond)}/s, p99 ${formatInteger(played.p99)} ms, ${played.outcome}`,
        );
        // The first one warms up.
        if (turn > 1) contender.rushes.push(played);
      }
    const middle = (contender: Contender, of: (rush: Rush) => number) =>
      medianValue(contender.rushes.map(of));
    console.log(
      [
        `${describeMachine()}; ${people} people at once, ${rounds} rounds; cores in use: ${formatMs(medianValue(others))}`,
        markdownTable(
          ['version', 'signups/s', 'median ms', 'p99 ms', 'CPU ms each', 'last outcome'],
          contenders.map((one) => [
            one.name,
            formatInteger(middle(one, ({ perSecond }) => perSecond)),
            formatInteger(middle(one, ({ median }) => median)),
            formatInteger(middle(one, ({ p99 }) => p99)),
            formatMs(middle(one, ({ cpu }) => cpu)),
            one.rushes.at(-1)?.outcome ?? '',
          ]),
        ),
      ].join('\n\n'),
    );
  } finally {
    await Promise.all(contenders.map(({ stop }) => stop()));
    load.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
