/** How an answer must be given: as the initial response, in place of the deferred one, or as a follow-up. */
export type AnswerSlot = 'initial' | 'deferred' | 'followUp';

export interface DeferralOptions {
  /** Sends the deferred response, which Discord shows as "thinking". */
  sendDeferral(): Promise<unknown>;
  /** Milliseconds until it is sent by itself, unless an answer came first. */
  delayMs: number;
}

/** Tracks the initial response of an interaction, which can be given once and is due within 3 s. */
export interface Deferral {
  /** Defers now, unless the initial response was given or deferred already. */
  defer(): void;
  /**
   * Takes the next slot for an answer; after a deferral it waits until Discord has accepted that.
   * @throws what the deferral failed with
   */
  takeSlot(): Promise<AnswerSlot>;
  /** Takes the slot of the initial response; false when it is no longer free. */
  takeInitial(): boolean;
  /** Stops the timer of the automatic deferral. */
  cancelTimer(): void;
}

export function createDeferral({ sendDeferral, delayMs }: DeferralOptions): Deferral {
  let state: 'open' | 'deferring' | 'deferred' | 'answered' = 'open';
  let sending: Promise<unknown> = Promise.resolve();
  const defer = () => {
    if (state !== 'open') return;
    state = 'deferring';
    sending = sendDeferral().then(() => {
      state = 'deferred';
    });
    // A failure surfaces when the answer is given.
    sending.catch(() => undefined);
  };
  const timer = setTimeout(defer, delayMs);
  const cancelTimer = () => clearTimeout(timer);
  const takeInitial = () => {
    cancelTimer();
    if (state !== 'open') return false;
    state = 'answered';
    return true;
  };
  return {
    defer,
    cancelTimer,
    takeInitial,
    async takeSlot() {
      if (takeInitial()) return 'initial';
      await sending;
      const isDeferred = state === 'deferred';
      state = 'answered';
      return isDeferred ? 'deferred' : 'followUp';
    },
  };
}
