import { countWords, over, rateOf, say, sleep } from './numbers.ts';
import { freshFolder } from './pace.ts';
import { startPlatforms } from './platforms.ts';
import { startProgram } from './program.ts';

type Database = { url: string } | { folder: string };
const nameOf = (database: Database): string => ('url' in database ? 'PostgreSQL' : 'PGlite');

/** Deliveries in hand when there is no limit. */
const inHand = 400;

/** No limits: how many deliveries a second go through the full ledger, over both platforms together. */
export async function throughput(database: Database, chats: number, rounds: number): Promise<void> {
  const platforms = await startPlatforms({ chats, limits: 'off', faster: 1 });
  const program = await startProgram({ settings: platforms.settings, database, pace: { inHand } });
  await program.ask({ ask: 'seed', discord: chats, telegram: chats });
  await sleep(3_000);
  const rates: number[] = [];
  /** Milliseconds of processor time for each delivery, which other load on the machine blurs less. */
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const words = `máy${round}x`;
    const before = await program.ask({ ask: 'cpu' });
    const id = await program.ask({ ask: 'publish', words, kind: 'briefing' });
    await over(program, id, 1_000);
    costs.push(((await program.ask({ ask: 'cpu' })) - before) / (2 * chats));
    const { discord, telegram } = await platforms.ask({ ask: 'times', words });
    rates.push(rateOf([...discord, ...telegram].sort((a, b) => a - b)));
    if (round === rounds - 1) say(`  ${await countWords(platforms, words)}`);
    await platforms.ask({ ask: 'forget' });
  }
  say(
    `Engine on ${nameOf(database)}, no limits, ${2 * chats} deliveries: ${Math.max(...rates).toFixed(0)} a second, best of ${rates.map((rate) => rate.toFixed(0)).join(', ')}; ${Math.min(...costs).toFixed(2)} ms of the program's processor time each at best`,
  );
  await program.ask({ ask: 'stop' });
  platforms.stop();
}

/** Memory and fan-out with very many chats, on the embedded database: all of them Telegram's but a few. */
export async function scale(few: number, many: number): Promise<void> {
  for (const chats of [few, many]) {
    const platforms = await startPlatforms({ chats, channels: 10, limits: 'off', faster: 1 });
    const program = await startProgram(
      { settings: platforms.settings, database: freshFolder(), pace: { inHand } },
      { flags: ['--expose-gc'], environment: { PROBE: '1' } },
    );
    await program.ask({ ask: 'seed', discord: 10, telegram: chats - 10 });
    await sleep(3_000);
    await program.ask({ ask: 'delays' });
    const began = performance.now();
    const id = await program.ask({ ask: 'publish', words: 'nhiềux', kind: 'briefing' });
    let created: number | undefined;
    let peak = 0;
    for (;;) {
      const coverage = await program.ask({ ask: 'coverage', id });
      if (coverage.total === chats && created === undefined) {
        created = (performance.now() - began) / 1000;
        const { loop, query } = await program.ask({ ask: 'delays' });
        say(
          `Creating a publication for ${chats} chats, PGlite, while it is sent: ${created.toFixed(1)} s; a command's query was held up by ${query.toFixed(0)} ms at most, the event loop by ${loop.toFixed(0)} ms`,
        );
      }
      peak = Math.max(peak, await program.ask({ ask: 'memory' }));
      if (coverage.isDone) break;
      await sleep(500);
    }
    say(
      `  memory while ${chats} chats are written to: ${(peak / 1e6).toFixed(0)} MB at most; ${((performance.now() - began) / 1000).toFixed(0)} s`,
    );
    await program.ask({ ask: 'stop' });
    platforms.stop();
  }
}
