import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from './load.ts';
import { launch, type Platforms, type Running } from './processes.ts';
import type { Subject } from './subjects.ts';

/** A program that has just begun, with a Discord and a Telegram of its own. */
export interface Begun {
  subject: Subject;
  stand: number;
  running: Running;
  /** Processor time until it was ready, all its threads together, in milliseconds. */
  cpu: number;
  /** Milliseconds from the start until somebody was answered on each of its platforms. */
  answeredIn: number;
}

/** Starts a program as people start it, for platforms that never met it, and waits until it has answered on each. */
export async function begin(platforms: Platforms, subject: Subject): Promise<Begun> {
  const { stand, urls } = await platforms.open();
  const { text, expected } = subject;
  const running = await launch(await subject.launch(urls));
  const cpu = running.cpu();
  const answered = async (platform: Platform) => {
    // A Discord that never met the program before knows its commands a moment after it is connected.
    for (;;) {
      try {
        return await platforms.run(stand, {
          platform,
          load: 'regulars',
          seed: 0,
          text,
          expected,
          count: 1,
          atOnce: 1,
        });
      } catch (error) {
        if (performance.now() - running.begun > 20_000) throw error;
        await pause(5);
      }
    }
  };
  await Promise.all(subject.platforms.map(answered));
  return { subject, stand, running, cpu, answeredIn: performance.now() - running.begun };
}

/** How a program begins, in the middle of several times. */
export interface Beginning {
  /** Milliseconds until it was ready, in the middle and at the extremes. */
  ready: { middle: number; least: number; most: number };
  /** Milliseconds until somebody was answered on each platform. */
  answered: number;
  /** Processor time until it was ready, in milliseconds. */
  cpu: number;
}

export const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Starts each program so many times, one after the other in turn, so that what disturbs the machine disturbs all.
 * A first time that is not counted fills what a program keeps of compiled code.
 */
export async function beginnings(
  platforms: Platforms,
  subjects: readonly Subject[],
  times: number,
): Promise<Map<Subject, Beginning>> {
  platforms.spread(true);
  const all = new Map<Subject, Begun[]>(subjects.map((subject) => [subject, []]));
  for (let time = 0; time <= times; time += 1)
    for (const [subject, counted] of all) {
      const begun = await begin(platforms, subject);
      // What is still starting would keep less of what it compiled.
      if (time === 0) await pause(2_000);
      else counted.push(begun);
      await begun.running.stop();
    }
  platforms.spread(false);
  return new Map(
    [...all].map(([subject, counted]) => {
      const ready = counted.map(({ running }) => running.readyIn);
      return [
        subject,
        {
          ready: { middle: middle(ready), least: Math.min(...ready), most: Math.max(...ready) },
          answered: middle(counted.map(({ answeredIn }) => answeredIn)),
          cpu: middle(counted.map(({ cpu }) => cpu)),
        },
      ];
    }),
  );
}
