import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../../../src/platform.ts';
import type { BenchProgram } from '../programs/programs.ts';
import { type LoadProcess, launchProgram, type RunningProgram } from './processes.ts';

/** A started program with its own Discord and Telegram. */
export interface StartedProgram {
  subject: BenchProgram;
  testbedId: number;
  running: RunningProgram;
  /** CPU time of all threads until it was ready, in milliseconds. */
  cpu: number;
  /** Milliseconds from the start until an answer on each platform. */
  firstAnswerMs: number;
}

/** Starts a program as users do, on platforms that it has not registered with, and waits for an answer on each. */
export async function startAndAnswer(
  platforms: LoadProcess,
  subject: BenchProgram,
): Promise<StartedProgram> {
  const { stand: testbedId, urls } = await platforms.open();
  const { text, expected } = subject;
  const running = await launchProgram(await subject.launch(urls));
  const cpu = running.cpu();
  const answered = async (platform: Platform) => {
    // A new Discord knows the commands shortly after the program is connected.
    for (;;) {
      try {
        return await platforms.run(testbedId, {
          platform,
          load: 'regulars',
          seed: 0,
          text,
          expected,
          count: 1,
          atOnce: 1,
        });
      } catch (error) {
        if (performance.now() - running.startedAt > 20_000) throw error;
        await pause(5);
      }
    }
  };
  await Promise.all(subject.platforms.map(answered));
  return { subject, testbedId, running, cpu, firstAnswerMs: performance.now() - running.startedAt };
}

/** Startup times, the median of several starts. */
export interface StartupTimes {
  /** Milliseconds until it was ready: median and extremes. */
  ready: { middle: number; least: number; most: number };
  /** Milliseconds until an answer on each platform. */
  answered: number;
  /** CPU time until it was ready, in milliseconds. */
  cpu: number;
}

export const medianValue = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Starts each program several times, alternating so that disturbances affect all. The first start, which fills the
 * compile cache, is not counted.
 */
export async function measureStartups(
  platforms: LoadProcess,
  subjects: readonly BenchProgram[],
  times: number,
): Promise<Map<BenchProgram, StartupTimes>> {
  platforms.allowAllCores(true);
  const all = new Map<BenchProgram, StartedProgram[]>(subjects.map((subject) => [subject, []]));
  for (let time = 0; time <= times; time += 1)
    for (const [subject, counted] of all) {
      const begun = await startAndAnswer(platforms, subject);
      // A program stopped too early would cache less compiled code.
      if (time === 0) await pause(2_000);
      else counted.push(begun);
      await begun.running.stop();
    }
  platforms.allowAllCores(false);
  return new Map(
    [...all].map(([subject, counted]) => {
      const ready = counted.map(({ running }) => running.readyAfterMs);
      return [
        subject,
        {
          ready: {
            middle: medianValue(ready),
            least: Math.min(...ready),
            most: Math.max(...ready),
          },
          answered: medianValue(counted.map(({ firstAnswerMs }) => firstAnswerMs)),
          cpu: medianValue(counted.map(({ cpu }) => cpu)),
        },
      ];
    }),
  );
}
