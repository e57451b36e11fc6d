import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { optionsOf, someOf, wholeNumber } from '../src/command-line.ts';
import { paces, timesFaster } from '../src/delivery/pacing.ts';
import { deaths } from './chaos/deaths.ts';
import { fanOut, nothing, type Sum } from './chaos/fan-out.ts';
import { again, faster, Trial } from './chaos/trial.ts';
import { startPlatforms } from './delivery/platforms.ts';
import type { WorkerOptions } from './delivery/worker.ts';
import { startPostgres } from './postgres.ts';

/** Deliveries that one tick of the pacing holds on Telegram: what a kill may leave open besides lost answers. */
const tick = timesFaster(paces.telegram, faster).inHand;
/** Most kills of one fan-out, after which it may come to its end. */
const killsEach = 4;

interface Options {
  /** Chats on each platform. */
  chats: number;
  /** Kills on the embedded database, and on a server with two processes. */
  kills: { embedded: number; server: number };
}

function report(name: string, sum: Sum, seconds: number): void {
  const { discord, telegram } = sum;
  console.log(`
${name}: ${sum.kills} kills during ${sum.fanOuts} fan-outs, ${seconds.toFixed(0)} s
  Discord:  ${discord.lost} lost, ${discord.doubled} doubled, ${discord.unknown} unknown
  Telegram: ${telegram.lost} lost, ${telegram.doubled} doubled, ${telegram.unknown} unknown (${telegram.lostAnswers} had arrived: lost answers; ${telegram.others} had not, at most ${sum.worst.toFixed(1)} a kill, one tick holds ${tick})
  at: ${[...sum.byMoment].map(([moment, count]) => `${moment} ${count}`).join(', ')}`);
}

async function campaign(
  name: string,
  database: WorkerOptions['database'],
  { chats, kills, processes }: { chats: number; kills: number; processes: number },
): Promise<boolean> {
  if (kills === 0) return true;
  const platforms = await startPlatforms({ chats, limits: 'real', faster });
  const trial = new Trial(platforms, database, processes);
  const sum = nothing();
  const order = deaths();
  const began = performance.now();
  await again(trial, (program) => program.ask({ ask: 'seed', discord: chats, telegram: chats }));
  for (let round = 0; sum.kills < kills; round += 1) {
    await fanOut(trial, platforms, {
      words: `lần${round}x`,
      kills: Math.min(killsEach, kills - sum.kills),
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
    discord.lost + discord.doubled + telegram.lost + telegram.doubled === 0 && sum.worst <= tick
  );
}

/** `npm run chaos -- --kills 20`: kills the program over and over while it writes to thousands of chats. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = optionsOf(args, {
    kills: { type: 'string', default: '200' },
    chats: { type: 'string', default: '2000' },
    only: { type: 'string' },
  });
  if (values.only !== undefined) someOf('only', values.only, ['embedded', 'server']);
  const kills = wholeNumber('kills', values.kills, 0);
  const server = values.only === 'embedded' ? 0 : Math.round(kills * (values.only ? 1 : 0.3));
  const options: Options = {
    chats: wholeNumber('chats', values.chats),
    kills: { server, embedded: values.only === 'server' ? 0 : kills - server },
  };
  console.log(
    `${kills} kills, ${options.chats} chats on each platform, limits ×${faster}; ${cpus().length} cores, Node ${process.version}`,
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
