/** Tables whose triggers announce every change. */
export const trackedTables = [
  ...(['Account', 'Person', 'Chat', 'Connection', 'Community'] as const),
  ...(['Membership', 'Event', 'Prompt', 'Course', 'Session'] as const),
] as const;
type TrackedTable = (typeof trackedTables)[number];

/** Any row of a table (`Event`), or the rows with one key (`Event:<community id>`); the table's trigger names the column. */
export type CacheDependency = TrackedTable | `${TrackedTable}:${string}`;

/** The notification channel: `Event <key> <key>`, or `Event` alone when many rows changed. */
export const changesChannel = 'callboard_changes';

/**
 * Kilobytes of entries, roughly, above which the oldest are dropped, and changed dependencies that are tracked, above
 * which the cache is cleared.
 */
const maxWeight = 10_000;

/** Above it a value is not kept: it would displace too much else. */
const maxOwnWeight = maxWeight / 4;

export interface CachedQuery<Value> {
  /** Unique to one query, so that it always has the same type of value. */
  key: string;
  load(): Promise<Value>;
  /** What the value was read from; `undefined` when it must not be cached. */
  dependencies(value: Value): readonly CacheDependency[] | undefined;
  /** Whether a cached value is still valid when no row has changed, for example because time has passed. */
  isStillValid?(value: Value): boolean;
  /** In kilobytes, roughly; what weighs more than a quarter of the cache is not kept. @default 1, a row */
  weight?: number | ((value: Value) => number);
}

/** Caches results until a row that they depend on changes, in this process or another. */
export interface QueryCache {
  getOrLoad<Value>(query: CachedQuery<Value>): Promise<Value>;
}

export const noQueryCache: QueryCache = { getOrLoad: ({ load }) => load() };

export interface InvalidatedQueryCache extends QueryCache {
  invalidate(change: string): void;
  /** From `enable` to `disable`, every change is announced. */
  enable(): void;
  disable(): void;
}

export function createQueryCache(): InvalidatedQueryCache {
  const entries = new Map<string, { value: unknown; weight: number; isFresh(): boolean }>();
  const loading = new Map<string, { loadedAt: number; value: Promise<unknown> }>();
  /** When each dependency last changed, by a logical clock that counts changes. */
  const changedAt = new Map<string, number>();
  let [clock, weightOfAll, validSince, isEnabled] = [0, 0, 0, false];

  function clear(): void {
    entries.clear();
    changedAt.clear();
    weightOfAll = 0;
    clock += 1;
    validSince = clock;
  }
  const lastChange = (on: string) =>
    Math.max(changedAt.get(on) ?? 0, changedAt.get(`${on.split(':', 1)[0]}:*`) ?? 0);

  function dropEntry(key: string): void {
    weightOfAll -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  }

  async function load<Value>({ key, load, dependencies, weight = 1 }: CachedQuery<Value>) {
    const loadedAt = clock;
    const started = { loadedAt, value: load() };
    loading.set(key, started);
    const value = await started.value.finally(() => {
      if (loading.get(key) === started) loading.delete(key);
    });
    const on = isEnabled && loadedAt >= validSince ? dependencies(value) : undefined;
    if (!on) return value;
    dropEntry(key);
    const ownWeight = typeof weight === 'function' ? weight(value) : weight;
    if (ownWeight > maxOwnWeight) return value;
    weightOfAll += ownWeight;
    const isFresh = () => on.every((one) => lastChange(one) <= loadedAt);
    entries.set(key, { value, weight: ownWeight, isFresh });
    for (const oldest of entries.keys()) {
      if (weightOfAll <= maxWeight) break;
      dropEntry(oldest);
    }
    return value;
  }

  return {
    async getOrLoad<Value>(query: CachedQuery<Value>): Promise<Value> {
      const { key, isStillValid = () => true } = query;
      const known = entries.get(key);
      // Validity depends on the time of this query, so it uses this query's callback.
      if (known?.isFresh() && isStillValid(known.value as Value)) return known.value as Value;
      const underWay = loading.get(key);
      // While nothing has changed since it began, it reads what another one would.
      if (!isEnabled || underWay?.loadedAt !== clock) return load(query);
      const value = (await underWay.value) as Value;
      return isStillValid(value) ? value : load(query);
    },
    invalidate(change) {
      if (changedAt.size >= maxWeight) clear();
      clock += 1;
      const [table = '', ...keys] = change.split(' ');
      for (const key of keys.length > 0 ? keys : ['*']) changedAt.set(`${table}:${key}`, clock);
      changedAt.set(table, clock);
    },
    enable() {
      if (!isEnabled) clear();
      isEnabled = true;
    },
    disable() {
      isEnabled = false;
      clear();
    },
  };
}
