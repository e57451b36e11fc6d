/** What a spreadsheet takes for the beginning of a formula, full-width forms included. Source: OWASP, "CSV Injection". */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** Tells Excel that the file is UTF-8. */
const byteOrderMark = '\ufeff';
const lineEnd = '\r\n';

/** A cell: quoted, its quotes doubled; what would be a formula gets an apostrophe before it. */
function cell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows as a CSV file (RFC 4180) that opens in Excel with its letters whole and nothing calculated. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  byteOrderMark + rows.map((row) => row.map(cell).join(',') + lineEnd).join('');
