import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../../../src/platform.ts';
import type { BenchProgram } from '../programs/programs.ts';
import type { LatencyResult } from './load-generator.ts';
import { type LoadProcess, machineCpuMs, type RunningProgram } from './processes.ts';
import { startAndAnswer } from './startup.ts';
import type { UserPool } from './user-pools.ts';

/** One way in which commands come. */
export interface RoundConfig {
  platform: Platform;
  load: UserPool;
  atOnce: number;
}

export const roundKey = ({ platform, load, atOnce }: RoundConfig): string =>
  `${platform} ${load} ${atOnce}`;

/** One round. */
export type RoundResult = LatencyResult & {
  /** The program's own processor time for a command, in milliseconds. */
  cpu: number;
  /** The processor time of platforms and load for a command, in milliseconds. */
  loadCpu: number;
  /** What other work took of the machine meanwhile, in cores. */
  others: number;
};

/** A program under way, with a Discord and a Telegram of its own. */
export interface Contender {
  subject: BenchProgram;
  testbedId: number;
  running: RunningProgram;
  /** Resident megabytes after a rest in which nobody asked anything. */
  idleMegabytes: number;
  /** Every round, by `keyOf` its way. */
  rounds: Map<string, RoundResult[]>;
  /** Commands so far, those outside of rounds too. */
  answeredCount: number;
}

/** Starts a program and leaves it alone for so many milliseconds before its memory is read. */
export async function startContender(
  platforms: LoadProcess,
  subject: BenchProgram,
  rest: number,
): Promise<Contender> {
  const { testbedId, running } = await startAndAnswer(platforms, subject);
  await pause(rest);
  return {
    subject,
    testbedId,
    running,
    idleMegabytes: running.memory(),
    rounds: new Map(),
    answeredCount: 0,
  };
}

export interface RoundPlan extends RoundConfig {
  count: number;
  seed: number;
}

/**
 * Has a program answer so many commands.
 * @param all every program that runs meanwhile, so that their work is not taken for others'
 * @throws when an answer was wrong
 */
export async function runRound(
  platforms: LoadProcess,
  all: readonly Contender[],
  contender: Contender,
  { platform, load, atOnce, count, seed }: RoundPlan,
): Promise<RoundResult> {
  const { subject, testbedId, running } = contender;
  const { name, text, expected } = subject;
  running.allowAllCores(atOnce === 1);
  platforms.allowAllCores(atOnce === 1);
  const now = () => {
    const own = process.cpuUsage();
    return {
      program: running.cpu(),
      load: platforms.cpu(),
      all: all.reduce((sum, one) => sum + one.running.cpu(), (own.user + own.system) / 1000),
      machine: machineCpuMs(),
      at: performance.now(),
    };
  };
  const before = now();
  const round = { platform, load, seed, text, expected, count, atOnce };
  const measured = await platforms.run(testbedId, round);
  // What the program does for these commands after its answers counts too.
  await platforms.waitUntilQuiet(testbedId, platform);
  const after = now();
  const loadCpu = after.load - before.load;
  const ours = loadCpu + after.all - before.all;
  if (measured.wrong > 0)
    throw new Error(
      `${name} answered ${measured.wrong} of ${count} ${load} wrongly on ${platform}, the first with “${measured.firstWrong}”`,
    );
  contender.answeredCount += count;
  return {
    ...measured,
    cpu: (after.program - before.program) / count,
    loadCpu: loadCpu / count,
    others: Math.max(0, after.machine - before.machine - ours) / (after.at - before.at),
  };
}

/** The same, kept as a round. */
export async function runRecordedRound(
  platforms: LoadProcess,
  all: readonly Contender[],
  contender: Contender,
  turn: RoundPlan,
): Promise<void> {
  const played = await runRound(platforms, all, contender, turn);
  const key = roundKey(turn);
  contender.rounds.set(key, [...(contender.rounds.get(key) ?? []), played]);
}
