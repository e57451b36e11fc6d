import type { Moment } from '../../src/delivery/moments.ts';
import { sleep } from '../delivery/numbers.ts';
import type { Platforms } from '../delivery/platforms.ts';
import { Killed, type Program, startProgram } from '../delivery/program.ts';
import type { WorkerOptions } from '../delivery/worker.ts';
import { type Death, refusals } from './deaths.ts';

/** Limits of so many times the real ones. */
export const faster = 20;

/** Runs the programs until the publication is over, killing one of them now and then. */
export class Trial {
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

/** Asks some program, and another one when it dies over it. */
export async function again<Value>(
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
