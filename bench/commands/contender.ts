import { setTimeout as pause } from 'node:timers/promises';
import { begin } from './begin.ts';
import type { Load } from './crowd.ts';
import type { Measured, Platform } from './load.ts';
import { cpuOfAll, type Platforms, type Running } from './processes.ts';
import type { Subject } from './subjects.ts';

/** One way in which commands come. */
export interface Way {
  platform: Platform;
  load: Load;
  atOnce: number;
}

export const keyOf = ({ platform, load, atOnce }: Way): string => `${platform} ${load} ${atOnce}`;

/** One round. */
export type Played = Measured & {
  /** The program's own processor time for a command, in milliseconds. */
  cpu: number;
  /** The processor time of platforms and load for a command, in milliseconds. */
  loadCpu: number;
  /** What other work took of the machine meanwhile, in cores. */
  others: number;
};

/** A program under way, with a Discord and a Telegram of its own. */
export interface Contender {
  subject: Subject;
  stand: number;
  running: Running;
  /** Resident megabytes after a rest in which nobody asked anything. */
  idle: number;
  /** Every round, by `keyOf` its way. */
  rounds: Map<string, Played[]>;
  /** Commands so far, those outside of rounds too. */
  answered: number;
}

/** Starts a program and leaves it alone for so many milliseconds before its memory is read. */
export async function enter(
  platforms: Platforms,
  subject: Subject,
  rest: number,
): Promise<Contender> {
  const { stand, running } = await begin(platforms, subject);
  await pause(rest);
  return { subject, stand, running, idle: running.memory(), rounds: new Map(), answered: 0 };
}

export interface Turn extends Way {
  count: number;
  seed: number;
}

/**
 * Has a program answer so many commands.
 * @param all every program that runs meanwhile, so that their work is not taken for others'
 * @throws when an answer was wrong
 */
export async function play(
  platforms: Platforms,
  all: readonly Contender[],
  contender: Contender,
  { platform, load, atOnce, count, seed }: Turn,
): Promise<Played> {
  const { subject, stand, running } = contender;
  const { name, text, expected } = subject;
  running.spread(atOnce === 1);
  platforms.spread(atOnce === 1);
  const now = () => {
    const own = process.cpuUsage();
    return {
      program: running.cpu(),
      load: platforms.cpu(),
      all: all.reduce((sum, one) => sum + one.running.cpu(), (own.user + own.system) / 1000),
      machine: cpuOfAll(),
      at: performance.now(),
    };
  };
  const before = now();
  const round = { platform, load, seed, text, expected, count, atOnce };
  const measured = await platforms.run(stand, round);
  // What the program does for these commands after its answers counts too.
  await platforms.settle(stand, platform);
  const after = now();
  const loadCpu = after.load - before.load;
  const ours = loadCpu + after.all - before.all;
  if (measured.wrong > 0)
    throw new Error(
      `${name} answered ${measured.wrong} of ${count} ${load} wrongly on ${platform}, the first with “${measured.firstWrong}”`,
    );
  contender.answered += count;
  return {
    ...measured,
    cpu: (after.program - before.program) / count,
    loadCpu: loadCpu / count,
    others: Math.max(0, after.machine - before.machine - ours) / (after.at - before.at),
  };
}

/** The same, kept as a round. */
export async function playRound(
  platforms: Platforms,
  all: readonly Contender[],
  contender: Contender,
  turn: Turn,
): Promise<void> {
  const played = await play(platforms, all, contender, turn);
  const key = keyOf(turn);
  contender.rounds.set(key, [...(contender.rounds.get(key) ?? []), played]);
}
