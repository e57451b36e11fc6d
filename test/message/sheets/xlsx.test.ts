import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileBytes } from '../../../src/message/files.ts';
import { fileNameOf, sheetFile } from '../../../src/message/sheets/sheet-file.ts';

/** The files of a ZIP archive by the list at its end (APPNOTE 4.3). */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  const files = new Map<string, string>();
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [method, size, nameLength, extra, comment, start] = [
      archive.readUInt16LE(at + 10),
      archive.readUInt32LE(at + 20),
      archive.readUInt16LE(at + 28),
      archive.readUInt16LE(at + 30),
      archive.readUInt16LE(at + 32),
      archive.readUInt32LE(at + 42),
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const stored = archive.subarray(data, data + size);
    files.set(name, (method === 0 ? stored : inflateRawSync(stored)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};
const unescapeXml = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_all, hex, decimal, name) =>
    name === undefined
      ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      : (entities[name] ?? ''),
  );
/** What spreadsheets make of `_x0041_`. */
const decode = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
const textIn = (xml: string): string =>
  [...xml.matchAll(/<t(?: [^>]*)?>([\s\S]*?)<\/t>/g)]
    .map(([, text = '']) => decode(unescapeXml(text)))
    .join('');

/** The cells of the only sheet, each with its type (ECMA-376, 18.3.1.4). */
function readSheet(archive: Buffer): { type: string; text: string }[][] {
  const files = unzip(archive);
  const shared = [
    ...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g),
  ].map(([, xml = '']) => textIn(xml));
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet).not.toContain('<f>');
  return [...sheet.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)].map(
      ([, attributes = '', cell = '']) => {
        const type = /t="(\w+)"/.exec(attributes)?.[1] ?? '';
        const value = /<v>([\s\S]*?)<\/v>/.exec(cell)?.[1] ?? '';
        return { type, text: type === 's' ? (shared[Number(value)] ?? '') : textIn(cell) };
      },
    ),
  );
}

const written = async (rows: string[][]) => {
  const file = await sheetFile('danh-sach', rows, 'xlsx');
  expect(file).toMatchObject({
    name: 'danh-sach.xlsx',
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
  return readSheet(fileBytes(file));
};

const told = [
  ...['80351110224678912', '007', '1e5', '=1+1', '+84912345678', '-1', '@sum', '2026-11-24 09:00'],
  ...[
    'Nguyễn Thị Ánh Tuyết',
    'Đặng Hữu Phước',
    'a & b <c> "d" \'e\'',
    ' trước sau ',
    'hai\ndòng',
    '👩‍🎤',
    '_x0041_x0042_',
    ...['toString', 'constructor', '__proto__', 'hasOwnProperty'],
  ],
];

test('a workbook says each cell as it is, as text', async () => {
  const rows = await written([['Tên', 'Tài khoản'], ...told.map((text) => [text, text])]);
  expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['Tên', 'Tài khoản'],
    ...told.map((text) => [text, text]),
  ]);
  const types = new Set(rows.flat().map(({ type }) => type));
  expect([...types].every((type) => ['s', 'inlineStr', 'str'].includes(type))).toBe(true);
});

test('whatever people are called, no cell is lost or becomes a number or a formula', async () => {
  // XML has no such character, or advises against it (XML 1.0, 2.2).
  const unwritable = /\p{Noncharacter_Code_Point}/gu;
  const cell = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((text) => text.replace(unwritable, ''))
    .filter((text) => text.trim() !== '');
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const read = await written(rows);
      expect(read.map((row) => row.map(({ text }) => text))).toEqual(rows);
    }),
    { numRuns: 50 },
  );
});

test('what XML cannot hold is left out', async () => {
  const [row] = await written([['Li\0nh\x0b', 'Mi\ud800nh\uffff']]);
  expect(row?.map(({ text }) => text)).toEqual(['Linh', 'Minh']);
});

test('a file is named in plain letters', () => {
  expect(fileNameOf('Đêm thơ “Huế” 2026', 'event')).toBe('dem-tho-hue-2026');
  expect(fileNameOf('🎤', 'event')).toBe('event');
  expect(fileNameOf('../../etc/passwd', 'event')).toBe('etc-passwd');
});

test('gives each column the width of what is in it, and keeps the names of the columns in sight', async () => {
  const file = await sheetFile(
    'a',
    [
      ['No.', 'Name', 'Note'],
      ['1', 'Nguyễn Thị Bảo Châu', 'x'.repeat(500)],
    ],
    'xlsx',
  );
  const sheet = unzip(fileBytes(file)).get('xl/worksheets/sheet1.xml') ?? '';
  const widths = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  );
  expect(widths.map(Math.round)).toEqual([8, 21, 60]);
  expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
});
