import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseList, parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { rateLimitPresets, scaleRateLimits } from '../src/delivery/rate-limit/rate-limits.ts';
import { runEventStages } from './chaos/events.ts';
import { type ChaosTotals, emptyTotals, runFanOut } from './chaos/fan-out.ts';
import { killPoints } from './chaos/kill-points.ts';
import { ProgramPool, faster as rateMultiplier, retryAfterKill } from './chaos/program-pool.ts';
import { startLoadHarness } from './delivery/load-harness-process.ts';
import type { WorkerOptions } from './delivery/program-worker.ts';
import { startPostgres } from './postgres.ts';

/** Deliveries of one tick of the rate limiter on Telegram, which a kill may leave unknown besides lost answers. */
const maxUnknownPerKill = scaleRateLimits(rateLimitPresets.telegram, rateMultiplier).maxInFlight;
/** Most kills of one fan-out, which may then finish. */
const maxKillsPerFanOut = 4;

interface Options {
  /** Chats on each platform. */
  chats: number;
  /** Kills on the embedded database, and on a server with two processes. */
  kills: { embedded: number; server: number };
}

function report(name: string, sum: ChaosTotals, seconds: number): void {
  const { discord, telegram } = sum;
  console.log(`
${name}: ${sum.kills} kills during ${sum.fanOuts} fan-outs, ${seconds.toFixed(0)} s
  Discord:  ${discord.lost} lost, ${discord.doubled} doubled, ${discord.unknown} unknown
  Telegram: ${telegram.lost} lost, ${telegram.doubled} doubled, ${telegram.unknown} unknown (${telegram.lostAnswers} had arrived: lost answers; ${telegram.others} had not, at most ${sum.maxUnknownPerKill.toFixed(1)} a kill, one tick holds ${maxUnknownPerKill})
  at: ${[...sum.killsByPoint].map(([moment, count]) => `${moment} ${count}`).join(', ')}`);
}

async function campaign(
  name: string,
  database: WorkerOptions['database'],
  { chats, kills, processes }: { chats: number; kills: number; processes: number },
): Promise<boolean> {
  if (kills === 0) return true;
  const platforms = await startLoadHarness({ chats, limits: 'real', rateMultiplier });
  const trial = new ProgramPool(platforms, database, processes);
  const sum = emptyTotals();
  const order = killPoints();
  const began = performance.now();
  await retryAfterKill(trial, (program) =>
    program.ask({ ask: 'seed', discord: chats, telegram: chats }),
  );
  for (let round = 0; sum.kills < kills; round += 1) {
    await runFanOut(trial, platforms, {
      words: `lần${round}x`,
      kills: Math.min(maxKillsPerFanOut, kills - sum.kills),
      sum,
      next: () => order.next().value,
    });
    if (round % 5 === 4) report(`  … ${name}`, sum, (performance.now() - began) / 1000);
  }
  await trial.stop();
  platforms.stop();
  report(name, sum, (performance.now() - began) / 1000);
  const { discord, telegram } = sum;
  return (
    discord.lost + discord.doubled + telegram.lost + telegram.doubled === 0 &&
    sum.maxUnknownPerKill <= maxUnknownPerKill
  );
}

/** Kills in each stage: reminders, moved events, cancelled ones. */
async function eventCampaign(people: number, kills: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-chaos-'));
  const chats = Math.ceil(people / 2);
  const platforms = await startLoadHarness({ chats, limits: 'real', rateMultiplier });
  const trial = new ProgramPool(platforms, { folder }, 1);
  const order = killPoints();
  const results = await runEventStages(trial, platforms, {
    ...{ people, kills },
    next: () => order.next().value,
  });
  await trial.stop();
  platforms.stop();
  rmSync(folder, { recursive: true, force: true });
  const isRight = results.every(
    ({ isDone, early, doubled, lost }) => isDone && early + doubled + lost === 0,
  );
  console.log(isRight ? 'Every count is right.' : 'SOME COUNT IS WRONG.');
  if (!isRight) process.exitCode = 1;
}

/** `npm run chaos -- --kills 20`: kills the program repeatedly while it writes to thousands of chats. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, {
    kills: { type: 'string', default: '200' },
    chats: { type: 'string', default: '2000' },
    only: { type: 'string' },
    /** People who are reminded, with `--only events`. */
    people: { type: 'string', default: '10000' },
  });
  if (values.only !== undefined) parseList('only', values.only, ['embedded', 'server', 'events']);
  if (values.only === 'events')
    return eventCampaign(
      parseWholeNumber('people', values.people),
      parseWholeNumber('kills', values.kills, 0),
    );
  const kills = parseWholeNumber('kills', values.kills, 0);
  const server = values.only === 'embedded' ? 0 : Math.round(kills * (values.only ? 1 : 0.3));
  const options: Options = {
    chats: parseWholeNumber('chats', values.chats),
    kills: { server, embedded: values.only === 'server' ? 0 : kills - server },
  };
  console.log(
    `${kills} kills, ${options.chats} chats on each platform, limits ×${rateMultiplier}; ${cpus().length} cores, Node ${process.version}`,
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-chaos-'));
  const embedded = await campaign(
    'PGlite',
    { folder },
    {
      chats: options.chats,
      kills: options.kills.embedded,
      processes: 1,
    },
  );
  rmSync(folder, { recursive: true, force: true });
  let onServer = true;
  if (options.kills.server > 0) {
    const postgres = await startPostgres();
    onServer = await campaign(
      'PostgreSQL, two processes',
      { url: postgres.url },
      {
        chats: options.chats,
        kills: options.kills.server,
        processes: 2,
      },
    );
    await postgres.stop();
  }
  console.log(embedded && onServer ? '\nEvery count is right.' : '\nSOME COUNT IS WRONG.');
  if (!(embedded && onServer)) process.exitCode = 1;
}
