import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startLoadHarness } from './load-harness-process.ts';
import {
  messagesPerSecond,
  platformNames,
  printLine,
  sleep,
  summarizeReceived,
  waitUntilDone,
} from './measurements.ts';
import { startProgramProcess } from './program-process.ts';

export const createTemporaryDatabase = (): { folder: string } => ({
  folder: mkdtempSync(path.join(tmpdir(), 'callboard-bench-')),
});

/** The platforms' limits per second. */
const allowed = { discord: 50, telegram: 30 } as const;

/** Real limits, on the embedded database: the rate, refusals, and the accuracy of the estimated remaining time. */
export async function measurePacing(chats: number): Promise<void> {
  const platforms = await startLoadHarness({ chats, limits: 'real', rateMultiplier: 1 });
  const program = await startProgramProcess({
    settings: platforms.settings,
    database: createTemporaryDatabase(),
    pace: { faster: 1 },
  });
  await program.ask({ ask: 'seed', discord: chats, telegram: chats });
  await sleep(2_000);
  await platforms.ask({ ask: 'forget' });
  const began = Date.now();
  const id = await program.ask({ ask: 'publish', words: 'nhịpx', kind: 'briefing' });
  const told: { share: number; seconds: number; at: number }[] = [];
  for (;;) {
    const status = await program.ask({ ask: 'status', id });
    if (status && status.total === 2 * chats && status.remainingSeconds !== undefined) {
      const { sent, total } = status.platforms.telegram;
      told.push({ share: sent / total, seconds: status.remainingSeconds, at: Date.now() });
    }
    if (status?.isDone) break;
    await sleep(1_000);
  }
  const ended = Date.now();
  const times = await platforms.ask({ ask: 'times', words: 'nhịpx' });
  const { refused } = await platforms.ask({ ask: 'tally' });
  printLine(`\nPace, ${chats} chats on each platform, true limits, PGlite:`);
  for (const name of platformNames) {
    const rate = messagesPerSecond(times[name]);
    printLine(
      `  ${name}: ${rate.toFixed(2)} a second, ${((rate / allowed[name]) * 100).toFixed(1)} % of ${allowed[name]}; 429: ${refused[name]}`,
    );
  }
  printLine(
    `  ${await summarizeReceived(platforms, 'nhịpx')}; ${((ended - began) / 1000).toFixed(0)} s`,
  );
  // Relative errors of the last seconds are large and irrelevant.
  const judged = told.filter(({ share, at }) => share >= 0.05 && ended - at > 10_000);
  const errors = judged.map(
    ({ seconds, at }) => Math.abs(seconds - (ended - at) / 1000) / ((ended - at) / 1000),
  );
  printLine(
    `  remaining time once 5 % is sent: off by ${(Math.max(...errors) * 100).toFixed(1)} % at most, ${judged.length} looks`,
  );
  await program.ask({ ask: 'stop' });
  platforms.stop();
}

/** Telegram's paid broadcasts. */
export async function measurePaidBroadcast(
  chats: number,
  database: { url: string } | { folder: string },
): Promise<void> {
  const platforms = await startLoadHarness({
    chats,
    channels: 1,
    limits: 'real',
    rateMultiplier: 1,
  });
  const program = await startProgramProcess({
    settings: platforms.settings,
    database,
    pace: 'paid',
  });
  await program.ask({ ask: 'seed', discord: 0, telegram: chats });
  await sleep(2_000);
  await platforms.ask({ ask: 'forget' });
  let best = 0;
  let refusals = 0;
  for (let round = 0; round < 3; round += 1) {
    const words = `trảtiền${round}x`;
    const id = await program.ask({ ask: 'publish', words, kind: 'briefing' });
    await waitUntilDone(program, id, 1_000);
    const { telegram } = await platforms.ask({ ask: 'times', words });
    best = Math.max(best, messagesPerSecond(telegram));
    refusals = (await platforms.ask({ ask: 'tally' })).refused.telegram;
  }
  printLine(
    `\nPaid broadcasts, ${chats} chats, ${'url' in database ? 'PostgreSQL' : 'PGlite'}: ${best.toFixed(0)} a second of 1000, best of 3; 429: ${refusals}`,
  );
  await program.ask({ ask: 'stop' });
  platforms.stop();
}
