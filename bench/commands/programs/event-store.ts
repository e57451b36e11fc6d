import { fork } from 'node:child_process';
import path from 'node:path';
import type { DatabaseAddress } from '../../../src/database/database.ts';

const hour = 3_600_000;
const eventCount = 1_000;

/** One of the coming events. */
export interface BenchEvent {
  title: string;
  /** Milliseconds since the epoch. */
  startsAt: number;
}

/** 1,000 coming events, one per hour, the next one first. */
export const createBenchEvents = (now: number): BenchEvent[] =>
  Array.from({ length: eventCount }, (_, index) => ({
    title: `Buổi chiếu phim số ${index}`,
    startsAt: now + (index + 2) * hour,
  }));

/** Options of the process that fills a database. */
export interface FillRequest {
  /** The checkout whose code creates and fills it. */
  root: string;
  address: DatabaseAddress;
  events: readonly BenchEvent[];
}

const ownRoot = path.resolve(import.meta.dirname, '../../..');

/**
 * Creates a database with one community on the Discord server and these events, in a separate process, so that the code
 * of another checkout is not mixed with ours.
 */
export function fillEventStore(
  address: DatabaseAddress,
  events: readonly BenchEvent[],
  root = ownRoot,
): Promise<void> {
  const filling: FillRequest = { root, address, events };
  const child = fork(path.join(import.meta.dirname, 'fill-event-store.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.send(filling);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The store of ${root} could not be filled: see above.`));
    });
  });
}
