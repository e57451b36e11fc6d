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

/** In kilobytes, roughly; above it the least recently used entries are evicted. */
const maxWeight = 10_000;
/** Changed dependencies that are tracked; above it the cache is cleared. */
const maxChanges = 10_000;

export interface CachedQuery<Value> {
  /** Unique to one query, so that it always has the same type of value. */
  key: string;
  load(): Promise<Value>;
  /** What the value was read from; `undefined` when it must not be cached. */
  dependencies(value: Value): readonly CacheDependency[] | undefined;
  /** Whether a cached value is still valid when no row has changed, for example because time has passed. */
  isStillValid?(value: Value): boolean;
  /** In kilobytes, roughly. @default 1, a row */
  weight?: number;
}

/** Caches results until a row that they depend on changes, in this process or another. */
export interface QueryCache {
  getOrLoad<Value>(query: CachedQuery<Value>): Promise<Value>;
}

export const noQueryCache: QueryCache = { getOrLoad: ({ load }) => load() };

export interface InvalidatedQueryCache extends QueryCache {
  invalidate(change: string): void;
  /** Every change is announced from now on. */
  enable(): void;
  /** Changes may be missed from now on. */
  disable(): void;
}

export function createQueryCache(): InvalidatedQueryCache {
  /** Least recently used first. */
  const entries = new Map<string, { value: unknown; weight: number; isFresh(): boolean }>();
  /** When each dependency last changed, by a logical clock that counts changes. */
  const changedAt = new Map<string, number>();
  let [clock, weightOfAll, validSince, isEnabled] = [0, 0, 0, false];

  function remove(key: string): void {
    weightOfAll -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  }
  function clear(): void {
    for (const key of [...entries.keys()]) remove(key);
    changedAt.clear();
    clock += 1;
    validSince = clock;
  }
  const lastChange = (on: string) =>
    Math.max(changedAt.get(on) ?? 0, changedAt.get(`${on.split(':', 1)[0]}:*`) ?? 0);

  return {
    async getOrLoad<Value>(query: CachedQuery<Value>): Promise<Value> {
      const { key, load, dependencies, isStillValid = () => true, weight = 1 } = query;
      const known = entries.get(key);
      // Validity depends on the time of this query, so it uses this query's callback.
      if (known?.isFresh() && isStillValid(known.value as Value)) {
        entries.delete(key);
        entries.set(key, known);
        return known.value as Value;
      }
      const loadedAt = clock;
      const value = await load();
      const on = isEnabled && loadedAt >= validSince ? dependencies(value) : undefined;
      if (!on) return value;
      remove(key);
      const isFresh = () => on.every((one) => lastChange(one) <= loadedAt);
      entries.set(key, { value, weight, isFresh });
      weightOfAll += weight;
      for (const oldest of entries.keys()) {
        if (weightOfAll <= maxWeight) break;
        remove(oldest);
      }
      return value;
    },
    invalidate(change) {
      if (changedAt.size >= maxChanges) clear();
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
