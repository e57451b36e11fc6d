import { fork } from 'node:child_process';
import path from 'node:path';
import type { Measurement } from './measurements.ts';
import type { MeasureRequest, OpenRequest } from './search-process.ts';

/** A process with a database of many events. */
export interface SearchProgram {
  /** Durations in milliseconds. */
  measure(measurement: Measurement, times: number): Promise<number[]>;
  stop(): void;
}

/** Starts a process, which fills the database first. */
export async function startSearchProgram(opening: OpenRequest): Promise<SearchProgram> {
  const child = fork(path.join(import.meta.dirname, 'search-process.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const ask = (request: OpenRequest | MeasureRequest) =>
    new Promise<number[]>((resolve, reject) => {
      const ended = () => reject(new Error(`The process of ${opening.root} ended: see above.`));
      child.once('exit', ended);
      child.once('message', (durations: number[]) => {
        child.off('exit', ended);
        resolve(durations);
      });
      child.send(request);
    });
  await ask(opening);
  return {
    measure: (measurement, times) => ask({ measurement, times }),
    stop: () => child.kill(),
  };
}
