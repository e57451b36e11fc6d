import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type and checksum, which each chunk has beside its data. Source: PNG, section 5.3. */
const chunkOverhead = 12;
/** The keyword of a credential in a picture. Source: Open Badges 3.0, section 5.3.1. */
const keyword = 'openbadgecredential';
/** After the keyword: its end, no compression, and neither a language nor a translated keyword. Source: PNG, section 11.3.3.4. */
const textStart = Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1');

interface Chunk {
  type: string;
  data: Buffer;
  /** Where it begins in the file. */
  at: number;
}

const isPng = (bytes: Uint8Array): boolean => signature.equals(bytes.subarray(0, signature.length));

/** The chunks of a picture up to its end, or to where it is broken. */
function* readChunks(file: Buffer): Generator<Chunk> {
  let at = signature.length;
  while (at + chunkOverhead <= file.length) {
    const length = file.readUInt32BE(at);
    const end = at + chunkOverhead + length;
    if (end > file.length) return;
    const type = file.toString('latin1', at + 4, at + 8);
    yield { type, data: file.subarray(at + 8, at + 8 + length), at };
    if (type === 'IEND') return;
    at = end;
  }
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function writeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(chunkOverhead + data.length);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), framed.length - 4);
  return framed;
}

/**
 * Puts a credential into a picture.
 * @param png without a credential
 * @param credential a JSON Web Token in its compact form
 * @throws Error when the picture is no PNG
 */
export function bakePng(png: Uint8Array, credential: string): Buffer {
  const file = asBuffer(png);
  const end = isPng(png) ? [...readChunks(file)].find(({ type }) => type === 'IEND') : undefined;
  if (!end) throw new Error('the picture of a badge is no PNG');
  const chunk = writeChunk('iTXt', Buffer.concat([textStart, Buffer.from(credential, 'utf8')]));
  return Buffer.concat([file.subarray(0, end.at), chunk, file.subarray(end.at)]);
}

/** The credential in a picture, without its white space; undefined where there is none, or the file is no PNG. */
export function readBakedPng(bytes: Uint8Array): string | undefined {
  if (!isPng(bytes)) return undefined;
  for (const { type, data } of readChunks(asBuffer(bytes)))
    if (type === 'iTXt' && data.subarray(0, textStart.length).equals(textStart))
      return data.toString('utf8', textStart.length).trim();
  return undefined;
}
