import type { Clock } from '../delivery/clock.ts';

/** Whether the store answers, and if not since when (milliseconds since the epoch) and why. */
export type StoreState = { answers: true } | { answers: false; since: number; reason: string };

/** Milliseconds: how long an answer may take, and how often it is looked while it answers and while it does not. */
const times = { patience: 2_000, well: 5_000, ill: 2_000 } as const;
/** Looks without an answer until nobody waits for one any more: a large piece of work may hold the embedded store for seconds. */
const untilSilent = 3;

export interface StoreWatchParts {
  /** The least that can be asked of the store. */
  ask(): Promise<unknown>;
  reasonOf(error: unknown): string;
  /** The store answers again. */
  onBack?(): void;
  clock: Pick<Clock, 'now' | 'sleep'>;
}

export interface StoreWatch {
  /** As it was found last. */
  state(): StoreState;
  /** Whether it did not answer several times in a row: whoever needs it is told at once instead of waiting. */
  isSilent(): boolean;
  /** Looks now; answers within two seconds whatever the store does. */
  look(): Promise<StoreState>;
  start(): void;
  stop(): Promise<void>;
}

/** Asks the store all the time whether it is there, so that nobody has to find out by waiting. */
export function createStoreWatch({
  ask,
  reasonOf,
  onBack = () => undefined,
  clock,
}: StoreWatchParts): StoreWatch {
  const stopping = new AbortController();
  let state: StoreState = { answers: true };
  let failures = 0;
  let asked: Promise<string | undefined> | undefined;
  let looking: Promise<StoreState> | undefined;
  let loop: Promise<void> = Promise.resolve();

  /** Why there was no answer, or nothing. A question that is still open is not asked once more. */
  function answer(): Promise<string | undefined> {
    asked ??= ask()
      .then(
        () => undefined,
        (error: unknown) => reasonOf(error),
      )
      .finally(() => {
        asked = undefined;
      });
    return asked;
  }

  async function lookNow(): Promise<StoreState> {
    const late = new AbortController();
    const reason = await Promise.race([
      answer(),
      clock
        .sleep(times.patience, late.signal)
        .then(() => `no answer within ${times.patience / 1000} seconds`),
    ]);
    late.abort();
    failures = reason === undefined ? 0 : failures + 1;
    if (reason === undefined && !state.answers) onBack();
    state =
      reason === undefined
        ? { answers: true }
        : { answers: false, since: state.answers ? clock.now() : state.since, reason };
    return state;
  }

  function look(): Promise<StoreState> {
    looking ??= lookNow().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const { answers } = await look();
      await clock.sleep(answers ? times.well : times.ill, stopping.signal);
    }
  }

  return {
    state: () => state,
    isSilent: () => failures >= untilSilent,
    look,
    start() {
      loop = run();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
