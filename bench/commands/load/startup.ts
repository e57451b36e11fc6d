import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../../../src/platform.ts';
import type { BenchProgram } from '../programs/programs.ts';
import { type LoadProcess, launchProgram, type RunningProgram } from './processes.ts';

/** A program that has just begun, with a Discord and a Telegram of its own. */
export interface StartedProgram {
  subject: BenchProgram;
  testbedId: number;
  running: RunningProgram;
  /** Processor time until it was ready, all its threads together, in milliseconds. */
  cpu: number;
  /** Milliseconds from the start until somebody was answered on each of its platforms. */
  firstAnswerMs: number;
}

/** Starts a program as people start it, for platforms that never met it, and waits until it has answered on each. */
export async function startAndAnswer(
  platforms: LoadProcess,
  subject: BenchProgram,
): Promise<StartedProgram> {
  const { stand: testbedId, urls } = await platforms.open();
  const { text, expected } = subject;
  const running = await launchProgram(await subject.launch(urls));
  const cpu = running.cpu();
  const answered = async (platform: Platform) => {
    // A Discord that never met the program before knows its commands a moment after it is connected.
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

/** How a program begins, in the middle of several times. */
export interface StartupTimes {
  /** Milliseconds until it was ready, in the middle and at the extremes. */
  ready: { middle: number; least: number; most: number };
  /** Milliseconds until somebody was answered on each platform. */
  answered: number;
  /** Processor time until it was ready, in milliseconds. */
  cpu: number;
}

export const medianValue = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Starts each program so many times, one after the other in turn, so that what disturbs the machine disturbs all.
 * A first time that is not counted fills what a program keeps of compiled code.
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
      // What is still starting would keep less of what it compiled.
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
