import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { SentFault } from '../playground/trial.ts';
import { type Moment, moments } from '../src/delivery/moments.ts';
import { paces, timesFaster } from '../src/delivery/pacing.ts';
import { type Platforms, startPlatforms } from './delivery/platforms.ts';
import { Killed, type Program, startProgram } from './delivery/program.ts';
import type { WorkerOptions } from './delivery/worker.ts';
import { startPostgres } from './postgres.ts';

/** Limits of so many times the real ones. */
const faster = 20;
/** Deliveries that one tick of the pacing holds on Telegram: what a kill may leave open besides lost answers. */
const tick = timesFaster(paces.telegram, faster).inHand;
/** Most kills of one fan-out, after which it may come to its end. */
const killsEach = 4;
/** How long a fan-out may take after the last kill, in milliseconds. */
const patience = 60_000;

interface Options {
  /** Chats on each platform. */
  chats: number;
  /** Kills on the embedded database, and on a server with two processes. */
  kills: { embedded: number; server: number };
}

interface Sum {
  kills: number;
  fanOuts: number;
  discord: { lost: number; doubled: number; unknown: number };
  telegram: { lost: number; doubled: number; unknown: number; lostAnswers: number; others: number };
  /** The most others that one kill left open. */
  worst: number;
  byMoment: Map<string, number>;
}

const nothing = (): Sum => ({
  kills: 0,
  fanOuts: 0,
  discord: { lost: 0, doubled: 0, unknown: 0 },
  telegram: { lost: 0, doubled: 0, unknown: 0, lostAnswers: 0, others: 0 },
  worst: 0,
  byMoment: new Map(),
});

/** A process dies at a named moment, or at any instant. */
type Death = { moment: Moment; count: number } | { afterMs: number };

/** Moments that pass for every copy; others pass once a round. */
const frequent: ReadonlySet<Moment> = new Set(['request leaves', 'answer came']);
/** Moments that come only when a platform refuses something. */
const refusals: Partial<Record<Moment, SentFault>> = {
  'wait kept': {
    path: 'sendMessage',
    answer: {
      status: 429,
      body: {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 1',
        parameters: { retry_after: 1 },
      },
    },
  },
  'chat closing': {
    path: 'sendMessage',
    answer: {
      status: 403,
      body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
    },
  },
};

/** Each named moment in turn, and as often any instant. */
function* deaths(): Generator<Death, never> {
  for (let round = 0; ; round += 1) {
    for (const [index, moment] of moments.entries()) {
      const passes = frequent.has(moment)
        ? 1 + ((round * 211 + index * 97) % 600)
        : 1 + (round % 2);
      yield { moment, count: passes };
      yield { afterMs: 100 + ((round * 577 + index * 311) % 2_500) };
    }
  }
}

/** Runs the programs until the publication is over, killing one of them now and then. */
class Trial {
  private readonly platforms: Platforms;
  private readonly database: WorkerOptions['database'];
  private programs: Program[] = [];
  private readonly size: number;

  constructor(platforms: Platforms, database: WorkerOptions['database'], size: number) {
    this.platforms = platforms;
    this.database = database;
    this.size = size;
  }

  private start(dieAt?: { moment: Moment; count: number }): Promise<Program> {
    return startProgram({
      settings: this.platforms.settings,
      database: this.database,
      pace: { faster },
      ...(dieAt ? { dieAt } : {}),
    });
  }

  /** Some program that answers, started when there is none. */
  async alive(): Promise<Program> {
    this.programs = this.programs.filter((program) => !program.isGone());
    while (this.programs.length < this.size) {
      const program = await this.start().catch(() => undefined);
      if (program) this.programs.push(program);
    }
    const [first] = this.programs;
    if (!first) throw new Error('There is no program');
    return first;
  }

  /** Ends a program at once, wherever it stands. @returns the moment */
  async kill(death: Death): Promise<string> {
    if ('moment' in death) {
      // The one that follows it is going to die at that moment.
      const victim = this.programs.pop();
      victim?.kill();
      await victim?.gone;
      const refusal = refusals[death.moment];
      if (refusal) await this.platforms.ask({ ask: 'fault', platform: 'telegram', fault: refusal });
      const doomed = await this.start(death).catch(() => undefined);
      if (doomed) {
        // Whoever has the turn to send has to go, so that this one takes over.
        for (const other of this.programs) other.kill();
        this.programs.push(doomed);
        await Promise.race([doomed.gone, sleep(2_500)]);
        doomed.kill();
        await doomed.gone;
      }
      return death.moment;
    }
    await this.alive();
    await sleep(death.afterMs);
    const victim = this.programs.shift();
    victim?.kill();
    await victim?.gone;
    return 'any instant';
  }

  /** Publishes by a program that dies while it does. */
  async publishDying(death: Death, words: string): Promise<void> {
    const victim = this.programs.pop();
    victim?.kill();
    await victim?.gone;
    const doomed = await this.start('moment' in death ? death : undefined).catch(() => undefined);
    if (!doomed) return;
    this.programs.push(doomed);
    await doomed.ask({ ask: 'publish', words, kind: 'briefing' }).catch(() => undefined);
    doomed.kill();
    await doomed.gone;
  }

  async stop(): Promise<void> {
    for (const program of this.programs) program.kill();
    await Promise.all(this.programs.map(({ gone }) => gone));
  }
}

async function again<Value>(
  trial: Trial,
  work: (program: Program) => Promise<Value>,
): Promise<Value> {
  for (;;) {
    try {
      return await work(await trial.alive());
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
}

/** One fan-out with its kills, counted by the platforms. */
async function fanOut(
  trial: Trial,
  platforms: Platforms,
  {
    words,
    kills,
    chats,
    sum,
    next,
  }: { words: string; kills: number; chats: number; sum: Sum; next(): Death },
): Promise<void> {
  await platforms.ask({ ask: 'forget' });
  await again(trial, (program) => program.ask({ ask: 'reopen' }));
  let killed = 0;
  const count = (moment: string) => {
    killed += 1;
    sum.kills += 1;
    sum.byMoment.set(moment, (sum.byMoment.get(moment) ?? 0) + 1);
  };
  let death = next();
  while ('moment' in death && death.moment.startsWith('publish') && killed < kills) {
    await trial.publishDying(death, words);
    count(death.moment);
    death = next();
  }
  const id =
    (await again(trial, (program) => program.ask({ ask: 'find', words }))) ??
    (await again(trial, (program) => program.ask({ ask: 'publish', words, kind: 'briefing' })));
  while (killed < kills) {
    count(await trial.kill(death));
    if (killed < kills) death = next();
  }
  const until = Date.now() + patience;
  for (;;) {
    const { isDone, states } = await again(trial, (program) =>
      program.ask({ ask: 'coverage', id }),
    );
    if (isDone) break;
    if (Date.now() > until) {
      console.log(`  ${words}: not over after ${patience / 1000} s: ${JSON.stringify(states)}`);
      break;
    }
    await sleep(100);
  }
  const left = await again(trial, (program) => program.ask({ ask: 'open', id }));
  const counts = await platforms.ask({ ask: 'count', words });
  sum.fanOuts += 1;
  for (const platform of ['discord', 'telegram'] as const) {
    const open = left.filter((one) => one.platform === platform && one.state === 'unknown');
    const isOpen = new Set(open.map(({ platformId }) => platformId));
    const isClosed = new Set(
      left.filter(({ state }) => state === 'skipped').map(({ platformId }) => platformId),
    );
    const idOf = (index: number) =>
      platform === 'discord'
        ? String(1_410_000_000_000_000_000n + BigInt(index))
        : String(5_000_000 + index);
    const of = sum[platform];
    of.unknown += open.length;
    of.doubled += counts[platform].filter((count) => count > 1).length;
    of.lost += counts[platform].filter(
      (count, index) => count === 0 && !isOpen.has(idOf(index)) && !isClosed.has(idOf(index)),
    ).length;
    if (platform === 'telegram') {
      const arrived = counts.telegram.filter(
        (count, index) => count > 0 && isOpen.has(idOf(index)),
      ).length;
      sum.telegram.lostAnswers += arrived;
      sum.telegram.others += open.length - arrived;
      sum.worst = Math.max(sum.worst, (open.length - arrived) / Math.max(1, kills));
    }
  }
  if (counts.discord.length !== chats) throw new Error('The platforms count other chats');
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
      chats,
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
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '200' },
      chats: { type: 'string', default: '2000' },
      only: { type: 'string' },
    },
  });
  const kills = Number(values.kills);
  const server = values.only === 'embedded' ? 0 : Math.round(kills * (values.only ? 1 : 0.3));
  const options: Options = {
    chats: Number(values.chats),
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
