/** What something kept was made of: any row of a table (`Event`), or those with this key (`Event:<community id>`). */
export type Source = `${WatchedTable}` | `${WatchedTable}:${string}`;

/** Tables that tell of every change, with the column that they name. The triggers are in the migrations. */
export const watched = {
  Account: 'id',
  Person: 'id',
  Chat: 'id',
  Connection: 'id',
  Community: 'id',
  Membership: 'personId',
  Event: 'communityId',
  Prompt: 'accountId',
} as const;
export type WatchedTable = keyof typeof watched;

/** Where a change is told of: `Event 018f… 0190…`, or `Event` alone for many rows. */
export const changesChannel = 'callboard_changes';

/** What all answers together may weigh; those that were not asked for longest go. About ten megabytes. */
const capacity = 10_000;

/** Something that is read from the store, over and over. */
export interface Question<Value> {
  /** The same for the same question. */
  key: string;
  read(): Promise<Value>;
  /** What the answer was made of; nothing when it is not to be kept. */
  sources(value: Value): readonly Source[] | undefined;
  /** Whether an answer that was kept still holds, beside that nothing in it has changed. */
  holds?(value: Value): boolean;
  /** How much of the memory an answer takes, in kilobytes or so, at least 1: 1, a row of a table, unless said otherwise. */
  weight?: number;
}

/** What was read lately, kept until a row of it changes, in this process or in any other. */
export interface Memory {
  recall<Value>(question: Question<Value>): Promise<Value>;
}

/** Keeps nothing. */
export const forgetful: Memory = { recall: ({ read }) => read() };

export interface ListeningMemory extends Memory {
  /** A change that the store told of. */
  changed(told: string): void;
  /** From now on every change will be told. */
  listening(): void;
  /** Changes may go unheard: everything is forgotten and nothing kept. */
  deaf(): void;
}

interface Kept {
  value: unknown;
  sources: readonly Source[];
  weight: number;
}

export function createMemory(): ListeningMemory {
  const kept = new Map<string, Kept>();
  /** Keys of the answers that each source is in. */
  const users = new Map<string, Set<string>>();
  /** What all that is kept weighs. */
  let load = 0;
  let isListening = false;
  /** Grows with each change that is heard: what was read meanwhile may be older and is not kept. */
  let heard = 0;

  function drop(key: string): void {
    const entry = kept.get(key);
    if (!entry) return;
    kept.delete(key);
    load -= entry.weight;
    for (const source of entry.sources) {
      const keys = users.get(source);
      keys?.delete(key);
      if (keys?.size === 0) users.delete(source);
    }
  }

  function keep(key: string, entry: Kept): void {
    drop(key);
    kept.set(key, entry);
    load += entry.weight;
    for (const source of entry.sources) {
      const keys = users.get(source);
      if (keys) keys.add(key);
      else users.set(source, new Set([key]));
    }
    for (const oldest of kept.keys()) {
      if (load <= capacity) break;
      drop(oldest);
    }
  }

  function forget(source: string): void {
    for (const key of [...(users.get(source) ?? [])]) drop(key);
  }

  return {
    async recall<Value>({
      key,
      read,
      sources,
      holds,
      weight = 1,
    }: Question<Value>): Promise<Value> {
      const known = kept.get(key);
      if (known) {
        // A key is asked for by one kind of question only.
        const value = known.value as Value;
        if (!holds || holds(value)) {
          kept.delete(key);
          kept.set(key, known);
          return value;
        }
      }
      const before = heard;
      const value = await read();
      const from = isListening && heard === before ? sources(value) : undefined;
      if (from) keep(key, { value, sources: from, weight });
      return value;
    },
    changed(told) {
      heard += 1;
      const [table = '', ...keys] = told.split(' ');
      forget(table);
      if (keys.length > 0) for (const key of keys) forget(`${table}:${key}`);
      else
        for (const source of [...users.keys()]) if (source.startsWith(`${table}:`)) forget(source);
    },
    listening() {
      // What is being read since before may have changed unheard.
      if (!isListening) heard += 1;
      isListening = true;
    },
    deaf() {
      isListening = false;
      heard += 1;
      kept.clear();
      users.clear();
      load = 0;
    },
  };
}
