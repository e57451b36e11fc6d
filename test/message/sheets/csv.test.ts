import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from '../../../src/message/sheets/csv.ts';

/** Reads what RFC 4180 says a CSV file is: here, where every cell is quoted. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  let row: string[] = [];
  while (at < text.length) {
    expect(text[at]).toBe('"');
    let cell = '';
    at += 1;
    while (text[at] !== '"' || text[at + 1] === '"') {
      cell += text[at];
      at += text[at] === '"' ? 2 : 1;
    }
    row.push(cell);
    at += 1;
    if (text[at] === ',') at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

test('starts a file with the byte order mark that Excel needs for Vietnamese', () => {
  expect(
    writeCsv([
      ['Tên', 'Ghi chú'],
      ['Thảo', 'nói "được", 5'],
    ]),
  ).toBe('\ufeff"Tên","Ghi chú"\r\n"Thảo","nói ""được"", 5"\r\n');
});

test.each(['=1+1', '+84', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
  'writes %j as text and not as a formula',
  (text) => {
    expect(writeCsv([[text]])).toBe(`\ufeff"'${text}"\r\n`);
  },
);

test('reads every cell back except for the apostrophe before a would-be formula', () => {
  const cell = fc.string({
    unit: fc.oneof(
      fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", 'ệ'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 4 })
        .chain((width) =>
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
        ),
      (rows) => {
        const read = readCsv(writeCsv(rows).slice(1));
        const expected = rows.map((row) =>
          row.map((text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)),
        );
        expect(read).toEqual(expected);
      },
    ),
  );
});
