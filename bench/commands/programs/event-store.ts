import { fork } from 'node:child_process';
import path from 'node:path';
import type { DatabaseAddress } from '../../../src/database/database.ts';

const hour = 3_600_000;
const eventCount = 1_000;

/** One of the coming events that everybody asks for. */
export interface BenchEvent {
  title: string;
  /** Milliseconds since the epoch. */
  startsAt: number;
}

/** 1,000 coming events, one an hour, the soonest first. */
export const createBenchEvents = (now: number): BenchEvent[] =>
  Array.from({ length: eventCount }, (_, index) => ({
    title: `Buổi chiếu phim số ${index}`,
    startsAt: now + (index + 2) * hour,
  }));

/** What the process that fills a store is told. */
export interface FillRequest {
  /** The checkout whose store it is, by whose own code it is made and filled. */
  root: string;
  address: DatabaseAddress;
  events: readonly BenchEvent[];
}

const ownRoot = path.resolve(import.meta.dirname, '../../..');

/**
 * A store with one community on the Discord server and these events, in a process of its own: what another checkout
 * brings along is not mixed with ours.
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
