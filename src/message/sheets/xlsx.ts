import writeXlsxFile from 'write-excel-file/node';

/** A character as spreadsheets read it back (ECMA-376, 22.9.2.19). */
const escapeCharacter = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/**
 * A text as a cell holds it. What reads as an escaped character is escaped itself. So is the first letter of names such
 * as `toString`, which write-excel-file 4.1 looks up in a plain object and writes as an empty cell.
 */
function cellText(text: string): string {
  const escaped = text.toWellFormed().replace(/_(?=x[0-9a-f]{4}_)/gi, escapeCharacter);
  return escaped in {} ? escaped.replace(/^./, escapeCharacter) : escaped;
}

/** Widths of columns, in digits of the usual font. */
const widths = { least: 8, most: 60 } as const;

/** Wide enough for what is in a column; long texts are cut off on the screen, not in the cell. */
const columnWidth = (values: readonly string[]): number =>
  values.reduce<number>(
    (width, { length }) => Math.min(widths.most, Math.max(width, length + 2)),
    widths.least,
  );

/**
 * Writes a workbook with one sheet (ECMA-376) in which every cell is text, so that none is a formula or a number. The
 * first row, with the names of the columns, stays in sight.
 */
export const writeXlsx = (rows: readonly (readonly string[])[]): Promise<Uint8Array> =>
  writeXlsxFile(
    rows.map((row, at) =>
      row.map((value) => ({
        ...{ type: String, value: cellText(value) },
        ...(at === 0 ? { fontWeight: 'bold' as const } : {}),
      })),
    ),
    {
      columns: (rows[0] ?? []).map((_name, column) => ({
        width: columnWidth(rows.map((row) => row[column] ?? '')),
      })),
      stickyRowsCount: 1,
    },
  ).toBuffer();
