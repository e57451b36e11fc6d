import type { FailpointName } from '../../src/delivery/failpoints.ts';
import type { LoadHarnessProcess } from '../delivery/load-harness-process.ts';
import { sleep } from '../delivery/measurements.ts';
import {
  ProgramKilledError,
  type ProgramProcess,
  startProgramProcess,
} from '../delivery/program-process.ts';
import type { WorkerOptions } from '../delivery/program-worker.ts';
import { faultsByFailpoint, type KillPoint } from './kill-points.ts';

/** Factor of the platforms' real limits. */
export const faster = 20;

/** Runs the programs until the publication has ended, killing one of them now and then. */
export class ProgramPool {
  private readonly platforms: LoadHarnessProcess;
  private readonly database: WorkerOptions['database'];
  private programs: ProgramProcess[] = [];
  private readonly size: number;

  constructor(platforms: LoadHarnessProcess, database: WorkerOptions['database'], size: number) {
    this.platforms = platforms;
    this.database = database;
    this.size = size;
  }

  private start(dieAt?: { moment: FailpointName; count: number }): Promise<ProgramProcess> {
    return startProgramProcess({
      settings: this.platforms.settings,
      database: this.database,
      pace: { faster },
      ...(dieAt ? { dieAt } : {}),
    });
  }

  /** A running program, started if there is none. */
  async anyProgram(): Promise<ProgramProcess> {
    this.programs = this.programs.filter((program) => !program.isGone());
    while (this.programs.length < this.size) {
      const program = await this.start().catch(() => undefined);
      if (program) this.programs.push(program);
    }
    const [first] = this.programs;
    if (!first) throw new Error('There is no program');
    return first;
  }

  /** Kills a program at once. @returns the failpoint that it had reached */
  async kill(death: KillPoint): Promise<string> {
    if ('moment' in death) {
      // Its successor will be killed at that failpoint.
      const victim = this.programs.pop();
      victim?.kill();
      await victim?.gone;
      const refusal = faultsByFailpoint[death.moment];
      if (refusal) await this.platforms.ask({ ask: 'fault', platform: 'telegram', fault: refusal });
      const doomed = await this.start(death).catch(() => undefined);
      if (doomed) {
        // The leader is stopped, so that this program takes over.
        for (const other of this.programs) other.kill();
        this.programs.push(doomed);
        await Promise.race([doomed.gone, sleep(2_500)]);
        doomed.kill();
        await doomed.gone;
      }
      return death.moment;
    }
    await this.anyProgram();
    await sleep(death.afterMs);
    const victim = this.programs.shift();
    victim?.kill();
    await victim?.gone;
    return 'any instant';
  }

  /** Publishes with a program that is killed meanwhile. */
  async publishAndDie(death: KillPoint, words: string): Promise<void> {
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

/** Sends a request to a program, and to another one if it is killed meanwhile. */
export async function retryAfterKill<Value>(
  trial: ProgramPool,
  work: (program: ProgramProcess) => Promise<Value>,
): Promise<Value> {
  for (;;) {
    try {
      return await work(await trial.anyProgram());
    } catch (error) {
      if (!(error instanceof ProgramKilledError)) throw error;
    }
  }
}
