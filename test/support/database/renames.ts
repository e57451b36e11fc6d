import type { MigrationScript } from '../../../src/database/migrations/migrations.ts';

export type RowsByTable = Map<string, Record<string, unknown>[]>;

interface Rename {
  /** The table whose column is renamed; none when a table is. */
  table: string | undefined;
  from: string;
  to: string;
}

/** The renames of tables and columns in these migrations, in order. */
function renamesIn(scripts: readonly MigrationScript[]): Rename[] {
  const pattern = /ALTER TABLE "(\w+)" RENAME (?:COLUMN "(\w+)" )?TO "(\w+)"/g;
  return scripts.flatMap(({ sql }) =>
    [...sql.matchAll(pattern)].map(([, table = '', column, to = '']) =>
      column === undefined ? { table: undefined, from: table, to } : { table, from: column, to },
    ),
  );
}

const renameKey = <Value>(entries: Iterable<readonly [string, Value]>, { from, to }: Rename) =>
  [...entries].map(([key, value]) => [key === from ? to : key, value] as const);

function applyRename(rows: RowsByTable, rename: Rename): RowsByTable {
  const { table } = rename;
  if (table === undefined) return new Map(renameKey(rows, rename));
  const renamed = (rows.get(table) ?? []).map((row) =>
    Object.fromEntries(renameKey(Object.entries(row), rename)),
  );
  return new Map(rows).set(table, renamed);
}

/** The columns that these migrations drop, by the table's name at that time. */
function droppedColumns(scripts: readonly MigrationScript[]): { table: string; column: string }[] {
  return scripts.flatMap(({ sql }) =>
    [...sql.matchAll(/ALTER TABLE "(\w+)" ([^;]*DROP COLUMN[^;]*);/g)].flatMap(
      ([, table = '', changes = '']) =>
        [...changes.matchAll(/DROP COLUMN "(\w+)"/g)].map(([, column = '']) => ({ table, column })),
    ),
  );
}

function withoutColumns(rows: RowsByTable, scripts: readonly MigrationScript[]): RowsByTable {
  const dropped = droppedColumns(scripts);
  const isKept = (name: string, column: string) =>
    !dropped.some((one) => one.table === name && one.column === column);
  return new Map(
    [...rows].map(([name, all]) => [
      name,
      all.map((row) =>
        Object.fromEntries(Object.entries(row).filter(([column]) => isKept(name, column))),
      ),
    ]),
  );
}

/** The rows under the names that they have after these migrations, without the columns that they drop. */
export const renameRows = (rows: RowsByTable, scripts: readonly MigrationScript[]): RowsByTable =>
  renamesIn(scripts).reduce(applyRename, withoutColumns(rows, scripts));

/** The rows under the names that they had before these migrations. */
export const restoreOldNames = (
  rows: RowsByTable,
  scripts: readonly MigrationScript[],
): RowsByTable =>
  renamesIn(scripts)
    .toReversed()
    .map(({ table, from, to }) => ({ table, from: to, to: from }))
    .reduce(applyRename, rows);
