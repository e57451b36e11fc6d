import { type LoadHarnessProcess, startLoadHarness } from './load-harness-process.ts';
import {
  messagesPerSecond,
  platformNames,
  printLine,
  sleep,
  waitUntilDone,
} from './measurements.ts';
import { createTemporaryDatabase } from './pacing.ts';
import { startProgramProcess } from './program-process.ts';

const allowed = { discord: 50, telegram: 30 } as const;

/** Number of chats that show this text. */
async function reading(platforms: LoadHarnessProcess, words: string): Promise<string> {
  const counts = await platforms.ask({ ask: 'count', words });
  return platformNames
    .map(
      (name) =>
        `${name} ${counts[name].filter((count) => count === 1).length} of ${counts[name].length}`,
    )
    .join(', ');
}

/** Corrects every copy at real limits, and once more with a kill in the middle. */
export async function measureCorrections(chats: number): Promise<void> {
  const platforms = await startLoadHarness({ chats, limits: 'real', rateMultiplier: 1 });
  const database = createTemporaryDatabase();
  const start = () =>
    startProgramProcess({ settings: platforms.settings, database, pace: { faster: 1 } });
  let program = await start();
  await program.ask({ ask: 'seed', discord: chats, telegram: chats });
  await sleep(2_000);
  const original = await program.ask({ ask: 'publish', words: 'saix', kind: 'alert' });
  await waitUntilDone(program, original);
  const edit = await program.ask({
    ask: 'publish',
    words: 'đúngx',
    kind: 'correction',
    operation: 'edit',
    original,
  });
  await waitUntilDone(program, edit);
  const times = await platforms.ask({ ask: 'times', words: 'đúngx' });
  const { refused } = await platforms.ask({ ask: 'tally' });
  printLine(`\nCorrections, ${chats} copies on each platform, true limits, PGlite:`);
  for (const name of platformNames) {
    const rate = messagesPerSecond(times[name]);
    printLine(
      `  ${name}: ${rate.toFixed(2)} a second, ${((rate / allowed[name]) * 100).toFixed(1)} % of ${allowed[name]}; 429: ${refused[name]}`,
    );
  }
  printLine(
    `  reading the corrected text: ${await reading(platforms, 'đúngx')}; the first one: ${await reading(platforms, 'saix')}`,
  );

  const again = await program.ask({
    ask: 'publish',
    words: 'đúnghơnx',
    kind: 'correction',
    operation: 'edit',
    original,
  });
  await sleep(15_000);
  const before = await reading(platforms, 'đúnghơnx');
  program.kill();
  await program.gone;
  program = await start();
  await waitUntilDone(program, again);
  printLine(
    `  killed in the middle (then ${before}), after the restart: ${await reading(platforms, 'đúnghơnx')}`,
  );
  await program.ask({ ask: 'stop' });
  platforms.stop();
}
