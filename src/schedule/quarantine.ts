/** How long a row whose work broke is left out, in milliseconds: doubled each time that it breaks again. */
const backoffMs = { first: 60_000, max: 6 * 3_600_000 } as const;
/** Rows remembered at once. */
const maxEntries = 5_000;

/** Work on rows, one after the other, in which one that breaks stops none of the others. */
export interface Quarantine {
  /** Ids of this work that are left out now: a query that takes the first so many would be full of them. */
  ids(work: string): string[];
  /** Leaves a row out for a while: there is nothing to be done about it now. */
  add(work: string, id: string): void;
  /**
   * Does something for each row. One that breaks is reported once and left out for a while.
   * @throws what the last row broke with when every one broke: then it is hardly the rows
   */
  forEach<Row>(
    work: string,
    rows: readonly Row[],
    idOf: (row: Row) => string,
    act: (row: Row) => Promise<unknown>,
  ): Promise<void>;
}

export interface QuarantineOptions {
  /** Called once for a row and what is wrong with it. */
  report(broken: { work: string; id: string; error: unknown }): void;
  /** Milliseconds since the epoch. */
  now(): number;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export function createQuarantine({ report, now }: QuarantineOptions): Quarantine {
  const entries = new Map<
    string,
    { work: string; id: string; until: number; pause: number; said?: string }
  >();

  function leave(work: string, id: string, said?: string): void {
    const key = `${work} ${id}`;
    const before = entries.get(key);
    const length = Math.min(backoffMs.max, before ? before.pause * 2 : backoffMs.first);
    // The newest stands last.
    entries.delete(key);
    entries.set(key, {
      work,
      id,
      until: now() + length,
      pause: length,
      ...(said === undefined ? {} : { said }),
    });
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) break;
      entries.delete(oldest);
    }
  }

  return {
    ids: (work) =>
      [...entries.values()]
        .filter((one) => one.work === work && one.until > now())
        .map(({ id }) => id),
    add: (work, id) => leave(work, id),
    async forEach(work, rows, idOf, act) {
      let broken = 0;
      let last: unknown;
      for (const row of rows) {
        const id = idOf(row);
        try {
          await act(row);
          entries.delete(`${work} ${id}`);
        } catch (error) {
          broken += 1;
          last = error;
          const said = messageOf(error);
          if (entries.get(`${work} ${id}`)?.said !== said) report({ work, id, error });
          leave(work, id, said);
        }
      }
      if (broken > 0 && broken === rows.length) throw last;
    },
  };
}

/** Remembers nothing: for work that is done once. */
export const noQuarantine = (): Quarantine =>
  createQuarantine({ report: () => undefined, now: () => 0 });

/** Does one piece of work after the other, whatever became of those before. @throws what the first broke with */
export async function runSequentially(
  ...tasks: readonly (() => Promise<unknown>)[]
): Promise<void> {
  const failures: unknown[] = [];
  for (const work of tasks) await work().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
