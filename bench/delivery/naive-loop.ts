import { fork } from 'node:child_process';
import path from 'node:path';
import { emptyTotals, runFanOut } from '../chaos/fan-out.ts';
import { ProgramPool, faster as rateMultiplier, retryAfterKill } from '../chaos/program-pool.ts';
import { type LoadHarnessProcess, startLoadHarness } from './load-harness-process.ts';
import { printLine, sleep, waitUntilDone } from './measurements.ts';
import { createTemporaryDatabase } from './pacing.ts';
import { startProgramProcess } from './program-process.ts';

interface PlainOptions {
  chats: number;
  words: string;
  faster: number;
}

function startLoop(platforms: LoadHarnessProcess, options: PlainOptions) {
  const given = {
    ...options,
    token: platforms.settings.TELEGRAM_TOKEN,
    apiRoot: platforms.settings.TELEGRAM_API_URL,
  };
  const child = fork(path.join(import.meta.dirname, 'naive-worker.ts'), [JSON.stringify(given)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let failed = 0;
  let isDone = false;
  child.on('message', (message: { failed?: string; done?: true }) => {
    if (message.failed !== undefined) failed += 1;
    if (message.done) isDone = true;
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { child, gone, failed: () => failed, isDone: () => isDone };
}

/** Milliseconds into a fan-out of about four seconds at which each kill happens. */
const instant = (kill: number): number => 900 + ((kill * 577) % 2_500);

/** A loop with telegraf and telegraf-throttler. */
async function loop(chats: number, kills: number): Promise<void> {
  printLine(`\nThe plain way (telegraf with telegraf-throttler, a loop), ${chats} chats:`);
  const slow = await startLoadHarness({ chats, channels: 1, limits: 'real', rateMultiplier: 1 });
  const began = Date.now();
  const slowly = startLoop(slow, { chats, words: 'thườngx', faster: 1 });
  await slowly.gone;
  const counts = await slow.ask({ ask: 'count', words: 'thườngx' });
  const { refused } = await slow.ask({ ask: 'tally' });
  printLine(
    `  true limits: ${((Date.now() - began) / 1000).toFixed(0)} s, ${counts.telegram.filter((count) => count === 0).length} chats without it, 429: ${refused.telegram}, failed and forgotten: ${slowly.failed()}`,
  );
  slow.stop();

  const fast = await startLoadHarness({ chats, channels: 1, limits: 'real', rateMultiplier });
  let lost = 0;
  let doubled = 0;
  let extra = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await fast.ask({ ask: 'forget' });
    const words = `thường${kill}x`;
    const first = startLoop(fast, { chats, words, faster: rateMultiplier });
    await sleep(instant(kill));
    first.child.kill('SIGKILL');
    await first.gone;
    const left = await fast.ask({ ask: 'count', words });
    lost += left.telegram.filter((count) => count === 0).length;
    // It is started again, as people would.
    const second = startLoop(fast, { chats, words, faster: rateMultiplier });
    await second.gone;
    const after = await fast.ask({ ask: 'count', words });
    doubled += after.telegram.filter((count) => count > 1).length;
    extra += after.telegram.filter((count) => count === 0).length;
  }
  fast.stop();
  printLine(
    `  ${kills} kills at ×${rateMultiplier}: ${lost} messages lost when it is left at that; started again: ${doubled} doubled, ${extra} lost all the same`,
  );
}

/** Callboard with the same chats, limits and kills. */
async function callboard(chats: number, kills: number): Promise<void> {
  printLine(`Callboard, the same ${chats} chats, PGlite:`);
  const slow = await startLoadHarness({ chats, channels: 1, limits: 'real', rateMultiplier: 1 });
  const program = await startProgramProcess({
    settings: slow.settings,
    database: createTemporaryDatabase(),
    pace: { faster: 1 },
  });
  await program.ask({ ask: 'seed', discord: 0, telegram: chats });
  await sleep(2_000);
  const began = Date.now();
  const id = await program.ask({ ask: 'publish', words: 'nhàx', kind: 'briefing' });
  await waitUntilDone(program, id, 1_000);
  const counts = await slow.ask({ ask: 'count', words: 'nhàx' });
  const { refused } = await slow.ask({ ask: 'tally' });
  printLine(
    `  true limits: ${((Date.now() - began) / 1000).toFixed(0)} s, ${counts.telegram.filter((count) => count === 0).length} chats without it, 429: ${refused.telegram}`,
  );
  program.kill();
  slow.stop();

  const fast = await startLoadHarness({ chats, channels: 1, limits: 'real', rateMultiplier });
  const trial = new ProgramPool(fast, createTemporaryDatabase(), 1);
  await retryAfterKill(trial, (one) => one.ask({ ask: 'seed', discord: 0, telegram: chats }));
  const sum = emptyTotals();
  for (let kill = 0; kill < kills; kill += 1) {
    const next = () => ({ afterMs: instant(kill) });
    await runFanOut(trial, fast, { words: `nhà${kill}x`, kills: 1, sum, next });
  }
  await trial.stop();
  fast.stop();
  const { lost, doubled, lostAnswers, others } = sum.telegram;
  printLine(
    `  ${kills} kills at ×${rateMultiplier}: ${lost} messages lost, ${doubled} doubled; ${lostAnswers + others} listed as unknown, of which ${lostAnswers} had arrived`,
  );
}

/** The same task the naive way and with Callboard, in one run. */
export async function compareWithNaiveLoop(chats: number, kills: number): Promise<void> {
  await loop(chats, kills);
  await callboard(chats, kills);
}
