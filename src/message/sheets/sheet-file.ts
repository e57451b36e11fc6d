import { Buffer } from 'node:buffer';
import { fold } from '../../language/text/fold.ts';
import type { MessageFile } from '../message.ts';
import { writeCsv } from './csv.ts';

/** The kinds of files that a table is given as. */
export const sheetFormats = ['csv', 'xlsx'] as const;
export type SheetFormat = (typeof sheetFormats)[number];

const contentTypes: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Letters of a file's name, without its ending. */
const maxNameLength = 60;

/** A file name of plain letters and digits. @param fallback where the title has none */
export function fileNameOf(title: string, fallback: string): string {
  const name = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxNameLength)
    .replace(/^-|-$/g, '');
  return name || fallback;
}

/** Date and time as spreadsheets read them; a question mark for what is no date. */
export function sheetTime(date: Date, zone: string): string {
  if (Number.isNaN(date.getTime())) return '?';
  const local = date.toTemporalInstant().toZonedDateTimeISO(zone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/**
 * A table as a file. Every cell is text and stays as it is: ids keep their digits, and nothing becomes a formula.
 * @param name without its ending
 * @param rows the names of the columns, then the rows
 */
export async function sheetFile(
  name: string,
  rows: readonly (readonly string[])[],
  format: SheetFormat,
): Promise<MessageFile> {
  const file = { name: `${name}.${format}`, contentType: contentTypes[format] };
  if (format === 'csv') return { ...file, content: writeCsv(rows) };
  const { writeXlsx } = await import('./xlsx.ts');
  return {
    ...file,
    content: Buffer.from(await writeXlsx(rows)).toString('base64'),
    base64: true,
  };
}
