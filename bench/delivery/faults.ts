import type { SerializedFault } from '../../playground/load/load-harness.ts';
import { type LoadHarnessProcess, startLoadHarness } from './load-harness-process.ts';
import { platformNames, printLine, sleep, waitUntilDone } from './measurements.ts';
import { createTemporaryDatabase } from './pacing.ts';
import { type ProgramProcess, startProgramProcess } from './program-process.ts';

const rateMultiplier = 20;

/** A fault: what is done to the platforms during a publication. */
interface FaultScenario {
  name: string;
  begin(platforms: LoadHarnessProcess, program: ProgramProcess): Promise<void>;
}

const onBoth =
  (fault: Omit<SerializedFault, 'path'>, { soon = false } = {}) =>
  async (platforms: LoadHarnessProcess) => {
    if (soon) await sleep(500);
    for (const [platform, path] of [
      ['discord', 'messages$'],
      ['telegram', '^sendMessage$'],
    ] as const) {
      await platforms.ask({ ask: 'fault', platform, fault: { ...fault, path } });
    }
  };

const telegram429 = {
  status: 429,
  body: {
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 2',
    parameters: { retry_after: 2 },
  },
};
const discord429 = (scope: string) => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: 2, global: scope === 'global' },
  headers: {
    'Retry-After': '2',
    ...(scope === '' ? {} : { 'X-RateLimit-Scope': scope, 'X-RateLimit-Limit': '5' }),
    ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : {}),
  },
});
const discordFault = (scope: string, times: number) => async (platforms: LoadHarnessProcess) => {
  const fault = { path: 'messages$', every: 100, times, effect: discord429(scope) };
  await platforms.ask({ ask: 'fault', platform: 'discord', fault });
};

const faultScenarios = (goneSeconds: number): FaultScenario[] => [
  { name: 'answers lost, each 50th', begin: onBoth({ effect: 'lose', every: 50, times: 30 }) },
  {
    name: 'connections cut before, each 50th',
    begin: onBoth({ effect: 'drop', every: 50, times: 30 }),
  },
  {
    name: '429 without scope',
    async begin(platforms) {
      const fault = { path: '^sendMessage$', every: 100, times: 10, effect: telegram429 };
      await platforms.ask({ ask: 'fault', platform: 'telegram', fault });
      await discordFault('', 5)(platforms);
    },
  },
  {
    name: '429 for a channel, shared and global',
    begin: async (platforms) => {
      await discordFault('user', 5)(platforms);
      await discordFault('shared', 5)(platforms);
      await discordFault('global', 2)(platforms);
    },
  },
  { name: '5xx, each 100th', begin: onBoth({ effect: { status: 502 }, every: 100, times: 20 }) },
  {
    name: 'half-open sockets, nothing happens',
    begin: onBoth({ effect: 'hang', every: 200, times: 5 }),
  },
  {
    name: 'half-open sockets, it happened',
    begin: onBoth({ effect: 'hush', every: 200, times: 5 }),
  },
  { name: 'stalls of 30 s', begin: onBoth({ effect: { stallMs: 30_000 }, every: 200, times: 5 }) },
  {
    name: `both platforms gone for ${goneSeconds} s`,
    async begin(platforms) {
      await sleep(800);
      for (const platform of platformNames)
        await platforms.ask({ ask: 'down', platform, down: true });
      await sleep(goneSeconds * 1000);
      for (const platform of platformNames)
        await platforms.ask({ ask: 'down', platform, down: false });
    },
  },
  {
    name: 'the port closed for 10 s',
    async begin(platforms) {
      await sleep(800);
      await platforms.ask({ ask: 'listening', listening: false });
      await sleep(10_000);
      await platforms.ask({ ask: 'listening', listening: true });
    },
  },
  {
    name: 'a group that becomes a supergroup',
    async begin(platforms) {
      await platforms.ask({ ask: 'migrate' });
    },
  },
  {
    name: '100 people block the bot, 100 channels deny it',
    async begin(platforms) {
      const chats = Array.from({ length: 100 }, (_, index) => index * 3);
      await platforms.ask({ ask: 'block', chats });
      await platforms.ask({ ask: 'deny', chats });
    },
  },
  {
    name: 'the clock put forward by an hour, then back',
    async begin(_platforms, program) {
      await sleep(700);
      await program.ask({ ask: 'stepClock', ms: 3_600_000 });
      await sleep(1_000);
      await program.ask({ ask: 'stepClock', ms: -3_600_000 });
    },
  },
];

/** Publishes to this many chats under each fault, counted by the platforms. */
export async function measureFaults(
  chats: number,
  goneSeconds: number,
  only?: string,
): Promise<void> {
  printLine(`\nFaults, ${chats} chats on each platform, limits ×${rateMultiplier}, PGlite:`);
  for (const [index, trouble] of faultScenarios(goneSeconds).entries()) {
    if (only !== undefined && !trouble.name.includes(only)) continue;
    const platforms = await startLoadHarness({ chats, limits: 'real', rateMultiplier });
    const program = await startProgramProcess(
      {
        settings: platforms.settings,
        database: createTemporaryDatabase(),
        pace: { faster: rateMultiplier },
      },
      { environment: { LOG_LEVEL: 'fatal' } },
    );
    await program.ask({ ask: 'seed', discord: chats, telegram: chats, group: true });
    await sleep(2_000);
    const words = `hỏng${index}x`;
    const began = Date.now();
    const id = await program.ask({ ask: 'publish', words, kind: 'briefing' });
    await trouble.begin(platforms, program);
    await waitUntilDone(program, id);
    const seconds = (Date.now() - began) / 1000;
    const open = await program.ask({ ask: 'open', id });
    const counts = await platforms.ask({ ask: 'count', words });
    const parts = platformNames.map((name) => {
      const left = open.filter(({ platform }) => platform === name);
      const settled = new Set(left.map(({ platformId }) => platformId));
      const idOf = (at: number) =>
        name === 'discord'
          ? String(1_410_000_000_000_000_000n + BigInt(at))
          : String(5_000_000 + at);
      const lost = counts[name].filter((count, at) => count === 0 && !settled.has(idOf(at))).length;
      const doubled = counts[name].filter((count) => count > 1).length;
      const unknown = left.filter(({ state }) => state === 'unknown');
      const has = counts[name].flatMap((count, at) => (count > 0 ? [idOf(at)] : []));
      const arrived = unknown.filter(({ platformId }) => has.includes(platformId)).length;
      return `${name} ${lost} lost, ${doubled} doubled, ${unknown.length} unknown (${arrived} had arrived), ${left.length - unknown.length} closed`;
    });
    printLine(
      `  ${trouble.name}: ${parts.join('; ')}; the group got it ${counts.group} time(s); ${seconds.toFixed(0)} s`,
    );
    program.kill();
    await program.gone;
    platforms.stop();
  }
}
