/** Rows of a chunk, and its target duration in milliseconds. */
const chunkLimits = { min: 100, max: 20_000, targetMs: 45 } as const;

export const initialChunkSize = 100;

/** The size of the next chunk, by how long the last one took. */
export const nextChunkSize = (size: number, ms: number): number =>
  Math.round(
    Math.min(
      chunkLimits.max,
      size * 4,
      Math.max(chunkLimits.min, (size * chunkLimits.targetMs) / Math.max(ms, 1)),
    ),
  );
