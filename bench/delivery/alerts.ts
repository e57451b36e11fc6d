import { startLoadHarness } from './load-harness-process.ts';
import { percentile, platformNames, printLine, sleep, waitUntilDone } from './measurements.ts';
import { createTemporaryDatabase } from './pacing.ts';
import { startProgramProcess } from './program-process.ts';

/** The bots' own limits per second. */
const pace = { discord: 49, telegram: 29.4 } as const;
/** People who type commands and receive no publication. */
const typing = 50;
/** Milliseconds between two commands; answers on Telegram count towards the bot's limit, those on Discord do not. */
const typingMs = { discord: 300, telegram: 1_500 } as const;

/** An alert during a briefing to very many chats at real limits: its copies, and commands meanwhile. */
export async function measureAlerts(chats: number, alerted: number): Promise<void> {
  const platforms = await startLoadHarness({
    chats: chats + typing,
    channels: chats,
    limits: 'real',
    rateMultiplier: 1,
  });
  const program = await startProgramProcess({
    settings: platforms.settings,
    database: createTemporaryDatabase(),
    pace: { faster: 1 },
  });
  await program.ask({ ask: 'seed', discord: chats, telegram: chats, from: typing });
  await sleep(3_000);
  for (const platform of platformNames) {
    await platforms.ask({ ask: 'command', platform, person: 0, text: '/help' });
  }
  const briefing = await program.ask({ ask: 'publish', words: 'bảntinx', kind: 'briefing' });
  await sleep(5_000);
  const waits = { discord: [] as number[], telegram: [] as number[] };
  let isOver = false;
  const typists = platformNames.map(async (platform) => {
    for (let person = 1; !isOver; person = (person + 1) % typing) {
      waits[platform].push(
        await platforms.ask({ ask: 'command', platform, person, text: '/help' }),
      );
      await sleep(typingMs[platform]);
    }
  });
  await sleep(20_000);
  const began = Date.now();
  const alert = await program.ask({
    ask: 'publish',
    words: 'khẩnx',
    kind: 'alert',
    first: alerted,
  });
  await waitUntilDone(program, alert);
  await sleep(20_000);
  isOver = true;
  const times = await platforms.ask({ ask: 'times', words: 'khẩnx' });
  const { refused } = await platforms.ask({ ask: 'tally' });
  await Promise.all(typists);
  printLine(
    `\nAn alert to ${alerted} chats on each platform while a briefing to ${chats} is under way, true limits, PGlite:`,
  );
  for (const name of platformNames) {
    const after = times[name].map((at) => at - began);
    const limit = (alerted * 0.99) / pace[name];
    printLine(
      `  ${name}: first copy after ${Math.min(...after)} ms, p99 after ${(percentile(after, 0.99) / 1000).toFixed(1)} s (the limit alone: ${limit.toFixed(1)} s); 429: ${refused[name]}`,
    );
  }
  for (const name of platformNames) {
    const own = waits[name];
    printLine(
      `  commands on ${name} meanwhile: ${own.length}, p50 ${percentile(own, 0.5).toFixed(0)} ms, p99 ${percentile(own, 0.99).toFixed(0)} ms, at most ${Math.max(...own).toFixed(0)} ms`,
    );
  }
  await program.ask({ ask: 'cancel', id: briefing });
  await program.ask({ ask: 'stop' });
  platforms.stop();
}
