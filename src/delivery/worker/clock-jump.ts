import type { Clock } from '../clock.ts';

/** A smaller difference against the monotonic clock is drift, in milliseconds. */
const minJumpMs = 2_000;

/** Detects when the system clock is set back. @returns a function that returns by how many milliseconds */
export function createClockJumpDetector(clock: Clock): () => number {
  let offset = clock.now() - clock.monotonic();
  return () => {
    const moved = clock.now() - clock.monotonic() - offset;
    offset += moved;
    return moved > -minJumpMs ? 0 : -moved;
  };
}
