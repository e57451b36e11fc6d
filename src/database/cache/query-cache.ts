/** What something kept was made of: any row of a table (`Event`), or those with this key (`Event:<community id>`). */
export type CacheDependency = `${TrackedTable}` | `${TrackedTable}:${string}`;

/** Tables that tell of every change, with the column that they name. The triggers are in the migrations. */
export const trackedTables = {
  Account: 'id',
  Person: 'id',
  Chat: 'id',
  Connection: 'id',
  Community: 'id',
  Membership: 'personId',
  Event: 'communityId',
  Prompt: 'accountId',
} as const;
export type TrackedTable = keyof typeof trackedTables;

/** Where a change is told of: `Event 018f… 0190…`, or `Event` alone for many rows. */
export const changesChannel = 'callboard_changes';

/** What all answers together may weigh; those that were not asked for longest go. About ten megabytes. */
const maxWeight = 10_000;

/** Something that is read from the store, over and over. */
export interface CachedQuery<Value> {
  /** The same for the same question. */
  key: string;
  load(): Promise<Value>;
  /** What the answer was made of; nothing when it is not to be kept. */
  dependencies(value: Value): readonly CacheDependency[] | undefined;
  /** Whether an answer that was kept still holds, beside that nothing in it has changed. */
  isStillValid?(value: Value): boolean;
  /** How much of the memory an answer takes, in kilobytes or so, at least 1: 1, a row of a table, unless said otherwise. */
  weight?: number;
}

/** What was read lately, kept until a row of it changes, in this process or in any other. */
export interface QueryCache {
  getOrLoad<Value>(question: CachedQuery<Value>): Promise<Value>;
}

/** Keeps nothing. */
export const noQueryCache: QueryCache = { getOrLoad: ({ load }) => load() };

export interface InvalidatedQueryCache extends QueryCache {
  /** A change that the store told of. */
  invalidate(told: string): void;
  /** From now on every change will be told. */
  enable(): void;
  /** Changes may go unheard: everything is forgotten and nothing kept. */
  disable(): void;
}

interface CacheEntry {
  value: unknown;
  dependencies: readonly CacheDependency[];
  weight: number;
}

export function createQueryCache(): InvalidatedQueryCache {
  const entries = new Map<string, CacheEntry>();
  /** Keys of the answers that each source is in. */
  const keysByDependency = new Map<string, Set<string>>();
  /** What all that is kept weighs. */
  let totalWeight = 0;
  let isEnabled = false;
  /** Grows with each change that is heard: what was read meanwhile may be older and is not kept. */
  let generation = 0;

  function drop(key: string): void {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    totalWeight -= entry.weight;
    for (const source of entry.dependencies) {
      const keys = keysByDependency.get(source);
      keys?.delete(key);
      if (keys?.size === 0) keysByDependency.delete(source);
    }
  }

  function keep(key: string, entry: CacheEntry): void {
    drop(key);
    entries.set(key, entry);
    totalWeight += entry.weight;
    for (const source of entry.dependencies) {
      const keys = keysByDependency.get(source);
      if (keys) keys.add(key);
      else keysByDependency.set(source, new Set([key]));
    }
    for (const oldest of entries.keys()) {
      if (totalWeight <= maxWeight) break;
      drop(oldest);
    }
  }

  function forget(source: string): void {
    for (const key of [...(keysByDependency.get(source) ?? [])]) drop(key);
  }

  return {
    async getOrLoad<Value>({
      key,
      load,
      dependencies,
      isStillValid,
      weight = 1,
    }: CachedQuery<Value>): Promise<Value> {
      const known = entries.get(key);
      if (known) {
        // A key is asked for by one kind of question only.
        const value = known.value as Value;
        if (!isStillValid || isStillValid(value)) {
          entries.delete(key);
          entries.set(key, known);
          return value;
        }
      }
      const before = generation;
      const value = await load();
      const from = isEnabled && generation === before ? dependencies(value) : undefined;
      if (from) keep(key, { value, dependencies: from, weight });
      return value;
    },
    invalidate(told) {
      generation += 1;
      const [table = '', ...keys] = told.split(' ');
      forget(table);
      if (keys.length > 0) for (const key of keys) forget(`${table}:${key}`);
      else
        for (const source of [...keysByDependency.keys()])
          if (source.startsWith(`${table}:`)) forget(source);
    },
    enable() {
      // What is being read since before may have changed unheard.
      if (!isEnabled) generation += 1;
      isEnabled = true;
    },
    disable() {
      isEnabled = false;
      generation += 1;
      entries.clear();
      keysByDependency.clear();
      totalWeight = 0;
    },
  };
}
