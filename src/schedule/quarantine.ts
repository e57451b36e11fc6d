/** Milliseconds that a failing row is skipped: doubled with each further failure. */
const backoffMs = { first: 60_000, max: 6 * 3_600_000 } as const;
const maxEntries = 5_000;

/** Runs work row by row, so that one broken row does not stop the others. */
export interface Quarantine {
  /** Ids that are skipped now. Exclude them in the query: a batch of broken rows would hide the good ones. */
  ids(work: string): string[];
  /** Skips a row for a while. */
  add(work: string, id: string): void;
  /**
   * Calls `act` for each row. A failure is reported once per row and message, and the row is skipped for a while.
   * @throws the last failure when every row failed: the cause is then hardly in the rows
   */
  forEach<Row>(
    work: string,
    rows: readonly Row[],
    idOf: (row: Row) => string,
    act: (row: Row) => Promise<unknown>,
  ): Promise<void>;
}

export interface QuarantineOptions {
  /** Called once per row and failure message. */
  report(broken: { work: string; id: string; error: unknown }): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

interface Entry {
  work: string;
  id: string;
  until: number;
  backoff: number;
  reported?: string;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export function createQuarantine({ report, now }: QuarantineOptions): Quarantine {
  const entries = new Map<string, Entry>();

  function skip(work: string, id: string, reported?: string): void {
    const key = `${work} ${id}`;
    const before = entries.get(key);
    const backoff = Math.min(backoffMs.max, before ? before.backoff * 2 : backoffMs.first);
    // Insert anew: the map is ordered by age, and the oldest entries are evicted.
    entries.delete(key);
    entries.set(key, {
      work,
      id,
      until: now() + backoff,
      backoff,
      ...(reported === undefined ? {} : { reported }),
    });
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) break;
      entries.delete(oldest);
    }
  }

  return {
    ids: (work) =>
      [...entries.values()]
        .filter((entry) => entry.work === work && entry.until > now())
        .map(({ id }) => id),
    add: (work, id) => skip(work, id),
    async forEach(work, rows, idOf, act) {
      let failures = 0;
      let last: unknown;
      for (const row of rows) {
        const id = idOf(row);
        try {
          await act(row);
          entries.delete(`${work} ${id}`);
        } catch (error) {
          failures += 1;
          last = error;
          const reason = messageOf(error);
          if (entries.get(`${work} ${id}`)?.reported !== reason) report({ work, id, error });
          skip(work, id, reason);
        }
      }
      if (failures > 0 && failures === rows.length) throw last;
    },
  };
}

/** Keeps no state between runs: for work that is done once. */
export const noQuarantine = (): Quarantine =>
  createQuarantine({ report: () => undefined, now: () => 0 });
