import { botApiError } from '../bot-api/errors.ts';
import type { Document, FileFacts, PhotoSize } from '../bot-api/file-objects.ts';
import { LIMITS } from '../limits.ts';
import type { State, StoredFile } from './state.ts';

/** Width and height of a PNG, GIF, JPEG or WebP picture in pixels; undefined for anything else. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number, to: number) =>
    Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (text(1, 4) === 'PNG' && bytes.length >= 24) {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (text(0, 3) === 'GIF' && bytes.length >= 10) {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP' && bytes.length >= 30) {
    if (text(12, 16) === 'VP8X') {
      const side = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
      return { width: side(24), height: side(27) };
    }
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegSize(view) : undefined;
}

function jpegSize(view: DataView): { width: number; height: number } | undefined {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/**
 * Keeps a file under new identifiers.
 * @param kind the folder of its path
 */
export function storeFile(
  state: State,
  kind: string,
  file: { name: string; contentType: string; bytes: Uint8Array },
): StoredFile {
  const serial = ++state.serial;
  const extension = kind === 'photos' ? '.jpg' : (/\.[A-Za-z0-9]{1,8}$/.exec(file.name)?.[0] ?? '');
  const picture = kind === 'photos' ? imageSize(file.bytes) : undefined;
  const stored: StoredFile = {
    // Telegram's own identifiers are longer than 40 characters, and nothing can be read out of them.
    id: `BQACAgUAAxkBAAI${Buffer.from(`${kind}-${serial}`.padEnd(30, '-')).toString('base64url')}`,
    uniqueId: `AgAD${serial.toString(36).padStart(11, '0')}`,
    path: `${kind}/file_${serial}${extension}`,
    ...file,
    ...(picture && { picture }),
  };
  state.files.set(stored.id, stored);
  return stored;
}

const factsOf = ({ id, uniqueId, bytes }: StoredFile): FileFacts => ({
  file_id: id,
  file_unique_id: uniqueId,
  file_size: bytes.length,
});

export const toDocument = (file: StoredFile): Document => ({
  ...factsOf(file),
  file_name: file.name,
  mime_type: file.contentType,
});

export const toPhotoSizes = (file: StoredFile): PhotoSize[] => [
  { ...factsOf(file), width: file.picture?.width ?? 0, height: file.picture?.height ?? 0 },
];

/** Refuses what Telegram does not take as a photo: other formats, over 10 MB, too large or too narrow. */
export function requireValidPhoto(bytes: Uint8Array): void {
  if (bytes.length > LIMITS.photoBytes) throw botApiError('fileTooBig');
  const size = imageSize(bytes);
  if (!size) throw botApiError('photoBroken');
  const { width, height } = size;
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (width + height > LIMITS.photoSides || ratio > LIMITS.photoRatio)
    throw botApiError('photoSize');
}
