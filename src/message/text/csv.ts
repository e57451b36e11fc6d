import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet takes for the beginning of a formula, full-width forms included. Source: OWASP, "CSV Injection". */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** csv-stringify 6.9 has `escape_formulas`, which lets a line feed through. */
const escapeFormula = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

/** A CSV file (RFC 4180) whose byte order mark tells Excel that it is UTF-8, and in which nothing is calculated. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map(escapeFormula)),
    { bom: true, quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );
