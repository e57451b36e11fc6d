import { statfs } from 'node:fs/promises';
import { type Clock, machineClock } from '../delivery/clock.ts';
import { type AlarmParts, createAlarm } from './alarm.ts';
import { createDiskWatch, type DiskSpace } from './disk.ts';
import { type Health, type HealthParts, healthOf, troublesOf } from './health.ts';
import { reasonOf } from './reason.ts';
import { createRounds, type Failing, type Rounds } from './rounds.ts';
import { createStoreWatch, type StoreState } from './store.ts';

export interface WatchParts {
  store: { ask(): Promise<unknown>; write(): Promise<unknown> };
  /** The store answers again. */
  onBack(): void;
  /** Where the embedded store is; nothing where the store is a server. */
  folder: string | undefined;
  bots: HealthParts['bots'];
  operators: readonly string[];
  tell: AlarmParts['tell'];
  /** Failing work that keeps account of itself. */
  others?(): readonly Failing[];
  /** What no reason may carry out. */
  secrets: readonly string[];
  now(): number;
  clock?: Pick<Clock, 'now' | 'sleep'>;
  space?(folder: string): Promise<DiskSpace>;
}

/** Everything that looks after the program itself. */
export interface Watch {
  health(): Promise<Health>;
  rounds: Rounds;
  /** Something failed: it may tell what is wrong. */
  failed(error: unknown): void;
  /** As it was found last. */
  store(): StoreState;
  isSilent(): boolean;
  /** Looks once, and tells the operators what is to be told. */
  look(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Wires what looks after the store, the disk, the workers and the bots. */
export function createWatch(parts: WatchParts): Watch {
  const { now, folder, bots, operators, tell, secrets } = parts;
  const clock = parts.clock ?? machineClock(now);
  const space = parts.space ?? ((of) => statfs(of));
  const reason = (error: unknown) => reasonOf(error, secrets);
  const store = createStoreWatch({
    ask: parts.store.ask,
    reasonOf: reason,
    onBack: parts.onBack,
    clock,
  });
  const disk = createDiskWatch({
    ...(folder === undefined ? {} : { space: () => space(folder) }),
    write: parts.store.write,
    reasonOf: reason,
    now,
  });
  const own = createRounds(now, reason);
  const rounds: Rounds = {
    ...own,
    failing: () => [...own.failing(), ...(parts.others?.() ?? [])],
    ended(worker, error) {
      if (error !== undefined) disk.failed(error);
      own.ended(worker, error);
    },
    stumbled(worker, error) {
      disk.failed(error);
      own.stumbled(worker, error);
    },
  };
  const health = { bots, store, disk, rounds };
  const alarm = createAlarm({ troubles: () => troublesOf(health), operators, tell, clock });
  return {
    health: () => healthOf(health),
    rounds,
    failed: disk.failed,
    store: store.state,
    isSilent: store.isSilent,
    look: alarm.look,
    start() {
      store.start();
      if (operators.length > 0) alarm.start();
    },
    async stop() {
      await Promise.all([store.stop(), alarm.stop()]);
    },
  };
}
