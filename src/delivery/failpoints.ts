/** Every moment of the state machine at which a process may die; trials kill it at each. */
export const failpoints = [
  'publishing',
  'published',
  'fan-out begins',
  'fan-out chunk written',
  'fan-out chunk kept',
  'turn taken',
  'recovering',
  'recovered',
  'peeked',
  'claiming',
  'claimed',
  'request leaves',
  'answer came',
  'results kept',
  'chat closing',
  'wait kept',
] as const;

export type FailpointName = (typeof failpoints)[number];

/** Told of each moment as it passes. */
export type FailpointHook = (name: FailpointName) => void;
