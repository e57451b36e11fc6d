import { startLoadHarness } from './load-harness-process.ts';
import {
  messagesPerSecond,
  percentile,
  printLine,
  sleep,
  summarizeReceived,
  waitUntilDone,
} from './measurements.ts';
import { createTemporaryDatabase } from './pacing.ts';
import { startProgramProcess } from './program-process.ts';

type Database = { url: string } | { folder: string };
const nameOf = (database: Database): string => ('url' in database ? 'PostgreSQL' : 'PGlite');

/** Concurrent deliveries without a limit. */
export const unlimitedMaxInFlight = 400;

/** No limits: deliveries per second through the full ledger, of both platforms together. */
export async function measureThroughput(
  database: Database,
  chats: number,
  rounds: number,
): Promise<void> {
  const platforms = await startLoadHarness({ chats, limits: 'off', rateMultiplier: 1 });
  const program = await startProgramProcess({
    settings: platforms.settings,
    database,
    pace: { inHand: unlimitedMaxInFlight },
  });
  await program.ask({ ask: 'seed', discord: chats, telegram: chats });
  await sleep(3_000);
  const rates: number[] = [];
  /** CPU time per delivery, in milliseconds, which depends less on other load. */
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const words = `máy${round}x`;
    const before = await program.ask({ ask: 'cpu' });
    const id = await program.ask({ ask: 'publish', words, kind: 'briefing' });
    await waitUntilDone(program, id, 1_000);
    costs.push(((await program.ask({ ask: 'cpu' })) - before) / (2 * chats));
    const { discord, telegram } = await platforms.ask({ ask: 'times', words });
    rates.push(messagesPerSecond([...discord, ...telegram].sort((a, b) => a - b)));
    if (round === rounds - 1) printLine(`  ${await summarizeReceived(platforms, words)}`);
    await platforms.ask({ ask: 'forget' });
  }
  printLine(
    `Engine on ${nameOf(database)}, no limits, ${2 * chats} deliveries: ${Math.max(...rates).toFixed(0)} a second, best of ${rates.map((rate) => rate.toFixed(0)).join(', ')}; ${Math.min(...costs).toFixed(2)} ms of the program's processor time each at best`,
  );
  await program.ask({ ask: 'stop' });
  platforms.stop();
}

/** Milliseconds between two typed commands. */
const typingMs = 500;
/** People who type. */
const people = 50;

/**
 * Time until every delivery of a publication is stored in the embedded database, and latency of commands before and
 * meanwhile. Copies are not counted meanwhile, as that would add load.
 */
export async function measureFanOut(
  chats: number,
  pace: { faster: number } | { inHand: number },
): Promise<void> {
  const limits = 'faster' in pace ? 'real' : 'off';
  const platforms = await startLoadHarness({ chats, channels: 10, limits, rateMultiplier: 1 });
  const program = await startProgramProcess(
    { settings: platforms.settings, database: createTemporaryDatabase(), pace },
    { environment: { PROBE: '1' } },
  );
  await program.ask({ ask: 'seed', discord: 10, telegram: chats - 10 });
  await sleep(3_000);
  const waits: { before: number[]; meanwhile: number[] } = { before: [], meanwhile: [] };
  let isWritten: boolean | undefined;
  const typing = (async () => {
    for (let person = 0; isWritten !== true; person = (person + 1) % people) {
      const took = await platforms.ask({
        ask: 'command',
        platform: 'telegram',
        person,
        text: '/help',
      });
      waits[isWritten === undefined ? 'before' : 'meanwhile'].push(took);
      await sleep(typingMs);
    }
  })();
  await sleep(5_000);
  await program.ask({ ask: 'delays' });
  isWritten = false;
  const began = performance.now();
  const id = await program.ask({ ask: 'publish', words: 'nhiềux', kind: 'briefing' });
  while (!(await program.ask({ ask: 'isWritten', id }))) await sleep(100);
  const seconds = (performance.now() - began) / 1000;
  isWritten = true;
  const { loop, query } = await program.ask({ ask: 'delays' });
  await typing;
  const { states, total } = await program.ask({ ask: 'coverage', id });
  printLine(
    `Creating a publication for ${total} chats, PGlite, limits ${limits}: ${seconds.toFixed(1)} s, ${states.sent} sent by then; commands meanwhile: p50 ${percentile(waits.meanwhile, 0.5).toFixed(0)} ms, at most ${Math.max(...waits.meanwhile).toFixed(0)} ms of ${waits.meanwhile.length} (before: p50 ${percentile(waits.before, 0.5).toFixed(0)}, at most ${Math.max(...waits.before).toFixed(0)}); a small query waited ${query.toFixed(0)} ms at most, the event loop ${loop.toFixed(0)} ms`,
  );
  program.kill();
  platforms.stop();
}

/** Memory of the program after garbage collection during a publication to very many chats without limits, most of them on Telegram. */
export async function measureMemory(few: number, many: number): Promise<void> {
  const peaks: number[] = [];
  for (const chats of [few, many]) {
    const platforms = await startLoadHarness({
      chats,
      channels: 10,
      limits: 'off',
      rateMultiplier: 1,
    });
    const program = await startProgramProcess(
      {
        settings: platforms.settings,
        database: createTemporaryDatabase(),
        pace: { inHand: unlimitedMaxInFlight },
      },
      { flags: ['--expose-gc'] },
    );
    await program.ask({ ask: 'seed', discord: 10, telegram: chats - 10 });
    await sleep(3_000);
    const began = performance.now();
    const id = await program.ask({ ask: 'publish', words: 'nhớx', kind: 'briefing' });
    let peak = 0;
    for (;;) {
      peak = Math.max(peak, await program.ask({ ask: 'memory' }));
      if ((await program.ask({ ask: 'coverage', id })).isDone) break;
      await sleep(1_000);
    }
    peaks.push(peak);
    printLine(
      `Memory while ${chats} chats are written to, PGlite: ${(peak / 1e6).toFixed(0)} MB at most; ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    await program.ask({ ask: 'stop' });
    platforms.stop();
  }
  printLine(`  it grows by ${((Math.max(...peaks) - Math.min(...peaks)) / 1e6).toFixed(0)} MB`);
}
