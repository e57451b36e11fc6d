import { stringify } from 'csv-stringify/sync';

/** Characters that begin a formula in spreadsheets, including full-width forms. Source: OWASP, "CSV Injection". */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** Replaces `escape_formulas` of csv-stringify 6.9, which does not escape a line feed. */
const escapeFormula = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

/** Writes a CSV file (RFC 4180) without formulas; its byte order mark tells Excel that it is UTF-8. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => row.map(escapeFormula)),
    { bom: true, quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  );
