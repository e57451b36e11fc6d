import { over, platformNames, rateOf, say, sleep } from './numbers.ts';
import { freshFolder } from './pace.ts';
import { type Platforms, startPlatforms } from './platforms.ts';
import { startProgram } from './program.ts';

const allowed = { discord: 50, telegram: 30 } as const;

/** How many chats read these words. */
async function reading(platforms: Platforms, words: string): Promise<string> {
  const counts = await platforms.ask({ ask: 'count', words });
  return platformNames
    .map(
      (name) =>
        `${name} ${counts[name].filter((count) => count === 1).length} of ${counts[name].length}`,
    )
    .join(', ');
}

/** Every copy corrected at true limits, and once more with a kill in the middle. */
export async function corrections(chats: number): Promise<void> {
  const platforms = await startPlatforms({ chats, limits: 'real', faster: 1 });
  const database = freshFolder();
  const start = () => startProgram({ settings: platforms.settings, database, pace: { faster: 1 } });
  let program = await start();
  await program.ask({ ask: 'seed', discord: chats, telegram: chats });
  await sleep(2_000);
  const original = await program.ask({ ask: 'publish', words: 'saix', kind: 'alert' });
  await over(program, original);
  const edit = await program.ask({
    ask: 'publish',
    words: 'đúngx',
    kind: 'correction',
    act: 'edit',
    original,
  });
  await over(program, edit);
  const times = await platforms.ask({ ask: 'times', words: 'đúngx' });
  const { refused } = await platforms.ask({ ask: 'tally' });
  say(`\nCorrections, ${chats} copies on each platform, true limits, PGlite:`);
  for (const name of platformNames) {
    const rate = rateOf(times[name]);
    say(
      `  ${name}: ${rate.toFixed(2)} a second, ${((rate / allowed[name]) * 100).toFixed(1)} % of ${allowed[name]}; 429: ${refused[name]}`,
    );
  }
  say(
    `  reading the corrected text: ${await reading(platforms, 'đúngx')}; the first one: ${await reading(platforms, 'saix')}`,
  );

  const again = await program.ask({
    ask: 'publish',
    words: 'đúnghơnx',
    kind: 'correction',
    act: 'edit',
    original,
  });
  await sleep(15_000);
  const before = await reading(platforms, 'đúnghơnx');
  program.kill();
  await program.gone;
  program = await start();
  await over(program, again);
  say(
    `  killed in the middle (then ${before}), after the restart: ${await reading(platforms, 'đúnghơnx')}`,
  );
  await program.ask({ ask: 'stop' });
  platforms.stop();
}
