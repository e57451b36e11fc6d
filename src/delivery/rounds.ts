/** Who hears how the rounds of the workers end. */
export interface RoundsHeard {
  /** With what a round failed, or that it did not. */
  ended(worker: string, error?: unknown): void;
  /** Something failed where nothing tells of success. */
  stumbled(worker: string, error: unknown): void;
}

/** Nobody hears it. */
export const unheard: RoundsHeard = { ended: () => undefined, stumbled: () => undefined };
