import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { freePort } from './commands/load/processes.ts';
import { medianValue } from './commands/load/startup.ts';
import { startArguments } from './commands/programs/programs.ts';
import { describeMachine, formatInteger, markdownTable } from './commands/report/markdown-table.ts';
import { ratio } from './commands/report/results.ts';
import { type Gateway, startGateway } from './servers/gateway.ts';
import { measureStart, type StartFigures } from './servers/measure-start.ts';

const flags = ['--disable-warning=ExperimentalWarning'];
const byHand = path.join(import.meta.dirname, 'commands/programs/by-hand-discord.ts');
/** Like a real one: its first part is the bot's id. */
const token = `${Buffer.from('1200000000000000001').toString('base64')}.bench.servers`;

/** Discord with many servers, and with none. */
interface Gateways {
  many: Gateway;
  none: Gateway;
}

type Figures = Record<'many' | 'none', StartFigures>;

async function startByHand(gateway: Gateway): Promise<StartFigures> {
  const env = { BENCH_TOKEN: token, BENCH_URL: gateway.url };
  return measureStart({ gateway, args: [...flags, byHand], env, cwd: tmpdir() });
}

/** @param folder where the program keeps its database, new or of an earlier start */
async function startCallboard(
  gateway: Gateway,
  folder: string,
  countsStatements = false,
): Promise<StartFigures> {
  return measureStart({
    ...{ gateway, countsStatements, args: startArguments(), cwd: folder },
    env: {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: gateway.url,
      DATA_DIR: folder,
      PORT: String(await freePort()),
      LOG_LEVEL: 'warn',
    },
  });
}

type Round = Record<'hand' | 'first' | 'later', Figures>;

/** Starts with an empty store, a copy of `empty`, and again with what the first start left. */
async function startTwice(
  gateway: Gateway,
  empty: string,
  countsStatements = false,
): Promise<{ first: StartFigures; later: StartFigures }> {
  const folder = `${empty}-copy`;
  cpSync(empty, folder, { recursive: true });
  const first = await startCallboard(gateway, folder, countsStatements);
  const later = await startCallboard(gateway, folder, countsStatements);
  rmSync(folder, { recursive: true, force: true });
  return { first, later };
}

/** Every program with and without servers. */
async function runRound(hand: Gateways, callboard: Gateways, empty: string): Promise<Round> {
  const byHand = { many: await startByHand(hand.many), none: await startByHand(hand.none) };
  const many = await startTwice(callboard.many, empty);
  const none = await startTwice(callboard.none, empty);
  return {
    hand: byHand,
    first: { many: many.first, none: none.first },
    later: { many: many.later, none: none.later },
  };
}

function table(
  rounds: readonly Round[],
  statements: Record<'first' | 'later', StartFigures>,
): string {
  const names = {
    hand: 'by hand, discord.js',
    first: 'Callboard, first start',
    later: 'Callboard, later start',
  } as const;
  const summary = (key: keyof typeof names) => {
    const median = (pick: (figures: Figures) => number) =>
      medianValue(rounds.map((round) => pick(round[key])));
    return {
      ready: median(({ many }) => many.readyMs),
      grown: median(({ many, none }) => many.megabytes - none.megabytes),
      total: median(({ many }) => many.megabytes),
      readyCpu: median(({ many }) => many.readyCpuMs),
      cpu: median(({ many }) => many.cpuMs),
    };
  };
  const hand = summary('hand');
  return markdownTable(
    [
      '',
      'ready in ms',
      'times by hand',
      'MB grown',
      'times by hand',
      'MB in all',
      'CPU ms until ready',
      'CPU ms 5 s later',
      'times by hand',
      'statements',
    ],
    (['hand', 'first', 'later'] as const).map((key) => {
      const own = summary(key);
      return [
        names[key],
        formatInteger(own.ready),
        ratio(own.ready, hand.ready),
        formatInteger(own.grown),
        ratio(own.grown, hand.grown),
        formatInteger(own.total),
        formatInteger(own.readyCpu),
        formatInteger(own.cpu),
        ratio(own.cpu, hand.cpu),
        key === 'hand' ? '' : String(statements[key].statements),
      ];
    }),
  );
}

/**
 * `npm run bench -- servers [--count 2500] [--rounds 3]`: starts in many Discord servers, beside discord.js by hand.
 * The gateway is a process of its own and not in the figures. Statements are counted in extra
 * starts. A first start has an empty database that is made already.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, {
    count: { type: 'string', default: '2500' },
    rounds: { type: 'string', default: '3' },
  });
  const count = parseWholeNumber('count', values.count);
  const open = async (command: string): Promise<Gateways> => ({
    many: await startGateway(count, command),
    none: await startGateway(0, command),
  });
  const [hand, callboard] = [await open('hello'), await open('help')];
  const load = loadavg()[0]?.toFixed(1);
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-servers-'));
  const empty = path.join(folder, 'empty');
  mkdirSync(empty);
  // Makes the database, which takes seconds and happens once.
  await startCallboard(callboard.none, empty);
  const statements = await startTwice(callboard.many, empty, true);
  const rounds: Round[] = [];
  for (let round = 0; round < parseWholeNumber('rounds', values.rounds); round += 1)
    rounds.push(await runRound(hand, callboard, empty));
  rmSync(folder, { recursive: true, force: true });
  const kilobytes = formatInteger(hand.many.bytes / count / 1024);
  console.log(
    [
      `${describeMachine()}, ${count} servers of ${kilobytes} KB, ${rounds.length} rounds, load of the machine before ${load}`,
      '',
      table(rounds, statements),
    ].join('\n'),
  );
  for (const { many, none } of [hand, callboard]) for (const one of [many, none]) one.stop();
}
