import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../../../src/platform.ts';
import type { BenchProgram } from '../programs/programs.ts';
import type { LatencyResult } from './load-generator.ts';
import { type LoadProcess, machineCpuMs, type RunningProgram } from './processes.ts';
import { startAndAnswer } from './startup.ts';
import type { UserPool } from './user-pools.ts';

/** A kind of load. */
export interface RoundConfig {
  platform: Platform;
  load: UserPool;
  atOnce: number;
}

export const roundKey = ({ platform, load, atOnce }: RoundConfig): string =>
  `${platform} ${load} ${atOnce}`;

/** One round. */
export type RoundResult = LatencyResult & {
  /** The program's CPU time per command, in milliseconds. */
  cpu: number;
  /** CPU time of platforms and load per command, in milliseconds. */
  loadCpu: number;
  /** CPU use of other processes meanwhile, in cores. */
  others: number;
};

/** A running program with its own Discord and Telegram. */
export interface Contender {
  subject: BenchProgram;
  testbedId: number;
  running: RunningProgram;
  /** Resident megabytes after a rest. */
  idleMegabytes: number;
  /** Rounds by the `keyOf` their load. */
  rounds: Map<string, RoundResult[]>;
  /** Commands so far, including those outside of rounds. */
  answeredCount: number;
}

/** Starts a program, and reads its memory after some milliseconds of rest. */
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
 * Sends this many commands to a program.
 * @param all all running programs, whose CPU time is not counted as other work
 * @throws Error when an answer was wrong
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
  // Work for these commands after the answers counts too.
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

/** Records the same as a round. */
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
