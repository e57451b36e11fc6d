/** Every point at which a crash leaves a different state behind; the chaos test kills the process at each. */
export const failpoints = [
  'publishing',
  'published',
  'fan-out started',
  'fan-out chunk written',
  'fan-out chunk committed',
  'became leader',
  'reclaiming',
  'reclaimed',
  'fetched',
  'claiming',
  'claimed',
  'request started',
  'response received',
  'results written',
  'chat closing',
  'retry-after received',
] as const;

export type FailpointName = (typeof failpoints)[number];

/** Called at each failpoint as it passes. */
export type FailpointHook = (name: FailpointName) => void;
