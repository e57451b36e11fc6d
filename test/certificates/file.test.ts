import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateFile } from '../../src/certificates/file/certificate-file-view.ts';
import { nameCertificate } from '../../src/certificates/holders/naming.ts';
import { verifyFile } from '../../src/certificates/verify/verdict.ts';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Certificate } from '../../src/database/generated/client.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';
import { certificateOf, issueAll, openCourse } from './certificate-fixture.ts';

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;
const folder = mkdtempSync(path.join(tmpdir(), 'callboard-certificate-'));
let database: OpenDatabase;
let holder: CommandContext;
let certificate: Certificate;

beforeAll(async () => {
  database = await openEmbeddedDatabase();
  const { organiser, community, course, people } = await openCourse(database);
  await issueAll(organiser, community, course);
  const [first] = people;
  if (!first) throw new Error('nobody');
  holder = first;
  certificate = await nameCertificate(holder, await certificateOf(holder), {
    ...{ name: 'Nguyễn Phước Bảo', showsName: true },
  });
});
afterAll(async () => {
  await holder.drawer.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function draw(changes: Partial<Certificate> = {}, publicUrl = 'https://bot.example.org') {
  const file = await certificateFile({ ...certificate, ...changes }, { ...holder, publicUrl });
  return Buffer.from(file.content, 'base64');
}
/** What another program reads of a file, line by line. */
function linesOf(bytes: Uint8Array): string[] {
  const file = path.join(folder, `${crypto.randomUUID()}.pdf`);
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    .split(/[\n\f]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const allMarks = 'ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰÝỲỶỸỴĐắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợ';

if (!hasPdftotext) console.warn('No pdftotext: what others read of certificates is not tested.');
describe.skipIf(!hasPdftotext)('the text that pdftotext reads of a certificate', () => {
  test.each([
    ['a short name', 'An'],
    ['joined letters', 'Affifi Truffle fl ffi'],
    ['sixty letters', 'Nguyễn Phước Hoàng Thị Quỳnh Như Ngọc Bảo Trân Đỗ Ẩn Ưỡn Ữ Ý'],
    ['every mark, without a space', allMarks],
    ['sixty wide letters', 'W'.repeat(60)],
  ])('has the whole of %s', async (_what, name) => {
    for (const form of ['NFC', 'NFD'] as const) {
      const lines = linesOf(await draw({ name: name.normalize(form) }));
      const [before, after] = [lines.indexOf('Trao cho'), lines.indexOf('đã hoàn thành khóa học')];
      expect(lines.slice(before + 1, after).join(' ')).toBe(name);
      expect(after - before).toBeLessThanOrEqual(3);
    }
  });

  test('has its facts on one page, and leaves out of a title what the font lacks alone', async () => {
    const title = `${'Kể chuyện bằng hình ảnh cho người làm nội dung số '.repeat(4)}🎬 tại Huế`;
    const bytes = await draw({ title });
    const text = linesOf(bytes).join(' ');
    expect(text).toContain(title.replace('🎬 ', ''));
    expect(text).toContain('Giảng viên: Đỗ Thị Quỳnh');
    expect(text).toContain('Hoàn thành Chủ nhật 22/11/2026');
    expect(text).toMatch(/https:\/\/bot\.example\.org\/verify\/.{4}-.{4}-.{4}/);
    const document = await PDFDocument.load(bytes);
    expect(document.getPageCount()).toBe(1);
    const { width, height } = document.getPage(0).getSize();
    expect([Math.round(width), Math.round(height)]).toEqual([842, 595]);
    expect(document.getAuthor()).toBe('Creators');
  });
});

describe('the seal of a file', () => {
  const verify = async (bytes: Uint8Array) => {
    const found = await verifyFile(database.prisma, bytes);
    return found && 'file' in found ? found : undefined;
  };

  test('tells the original from one that was changed anywhere', async () => {
    const bytes = await draw();
    expect(await verify(bytes)).toMatchObject({
      ...{ file: 'original', verdict: { state: 'valid', name: 'Nguyễn Phước Bảo' } },
    });
    for (let at = 10; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect((await verify(changed))?.file, `byte ${at}`).not.toBe('original');
    }
    const longer = Buffer.concat([bytes, Buffer.from('\n')]);
    expect((await verify(longer))?.file).toBe('changed');
  });

  test('knows a file that another program saved again by the address in it', async () => {
    const again = await PDFDocument.load(await draw());
    again.getPage(0).drawText('Another name', { x: 100, y: 350 });
    const found = await verify(await again.save({ useObjectStreams: false }));
    expect(found).toMatchObject({ file: 'changed', verdict: { state: 'valid' } });
  });

  test('does not take the seal of one file in another', async () => {
    const [mine, theirs] = [await draw(), await draw({ name: 'Ai khác' })];
    const sealOf = (bytes: Buffer) =>
      bytes.toString('latin1').match(/\/CallboardSeal \([^)]*\)/)?.[0] ?? '';
    const swapped = theirs.toString('latin1').replace(sealOf(theirs), sealOf(mine));
    expect((await verify(Buffer.from(swapped, 'latin1')))?.file).toBe('changed');
  });

  test('says that a file is older than the name', async () => {
    const older = await draw();
    certificate = await nameCertificate(holder, certificate, {
      ...{ name: 'Nguyễn Phước Bảo An', showsName: false },
    });
    expect(await verify(older)).toMatchObject({ file: 'outdated', verdict: { name: '' } });
    expect((await verify(await draw()))?.file).toBe('original');
  });

  test.each([
    ['nothing', ''],
    ['no PDF', 'hello'],
    ['a code that does not exist', '(https://bot.example.org/verify/ACDE-3467-KMNP)'],
    ['a seal of zeros', `/CallboardSeal (${'0'.repeat(700)})`],
  ])('finds no certificate in %s', async (_what, text) => {
    expect(await verify(Buffer.from(text))).toBeUndefined();
  });
});
