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

/** Writes a workbook with one sheet (ECMA-376) in which every cell is text, so that none is a formula or a number. */
export const writeXlsx = (rows: readonly (readonly string[])[]): Promise<Uint8Array> =>
  writeXlsxFile(
    rows.map((row) => row.map((value) => ({ type: String, value: cellText(value) }))),
  ).toBuffer();
