import { crc32, inflateSync } from 'node:zlib';
import { badgeFile } from '../../../src/certificates/badge/badge-file-view.ts';
import { badgeRoutes } from '../../../src/certificates/badge/routes.ts';
import { nameCertificate } from '../../../src/certificates/holders/naming.ts';
import type { CommandContext } from '../../../src/context/command-context.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { Certificate } from '../../../src/database/generated/client.ts';
import { certificateOf, issueAll, openCourse } from '../certificate-fixture.ts';

export const publicUrl = 'https://bot.example.org';

/** A holder of a named certificate, who sees the public address, and what is around them. */
export async function openBadges(database: OpenDatabase, name: string, showsName = true) {
  const { organiser, community, course, people } = await openCourse(database);
  await issueAll(organiser, community, course);
  const [first] = people;
  if (!first) throw new Error('nobody');
  const holder: CommandContext = { ...first, publicUrl };
  const unnamed = await certificateOf(holder);
  const certificate = await nameCertificate(holder, unnamed, { name, showsName });
  const { db, now, drawer } = holder;
  const routes = badgeRoutes({ db, drawer, publicUrl, now: () => now.epochMilliseconds });
  const get = (url: string) => routes.request(url.replace(publicUrl, ''));
  return { organiser, holder, certificate, get };
}

export async function bake(certificate: Certificate, holder: CommandContext): Promise<Buffer> {
  return Buffer.from((await badgeFile(certificate, holder)).content, 'base64');
}

/** What a PNG holds, read by its specification and nothing of ours; each checksum must be right. */
export function readPng(file: Buffer) {
  const chunks: { type: string; data: Buffer }[] = [];
  let at = 8;
  while (at < file.length) {
    const end = at + 12 + file.readUInt32BE(at);
    const body = file.subarray(at + 4, end - 4);
    if (crc32(body) !== file.readUInt32BE(end - 4)) throw new Error(`wrong checksum at ${at}`);
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at = end;
  }
  const dataOf = (type: string) =>
    chunks.filter((chunk) => chunk.type === type).map(({ data }) => data);
  const [header = Buffer.alloc(8)] = dataOf('IHDR');
  const pixels = inflateSync(Buffer.concat(dataOf('IDAT')));
  return {
    types: chunks.map(({ type }) => type),
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    pixels,
    texts: dataOf('iTXt').map((data) => {
      const [keyword = ''] = data.toString('latin1').split('\0', 1);
      const [flag, method] = data.subarray(keyword.length + 1);
      const [language = '', translated = '', ...text] = data
        .toString('utf8', keyword.length + 3)
        .split('\0');
      return { keyword, flag, method, language, translated, text: text.join('\0') };
    }),
  };
}

/** The token in a baked picture. */
export const tokenIn = (file: Buffer): string => readPng(file).texts[0]?.text ?? '';
