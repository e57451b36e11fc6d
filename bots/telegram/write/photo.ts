import { fileBytes } from '../../../src/message/files.ts';
import type { MessageFile } from '../../../src/message/message.ts';

/** Limits of a photo: bytes, sum of width and height in pixels, and ratio of the longer to the shorter side. Source: Bot API, sendPhoto. */
const limits = { bytes: 10 * 1024 * 1024, sides: 10_000, ratio: 20 } as const;

interface Size {
  width: number;
  height: number;
}

function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** Width and height in pixels of a PNG or JPEG; undefined for other formats. */
function sizeOf(bytes: Buffer): Size | undefined {
  const isPng = bytes.length >= 24 && bytes.toString('latin1', 1, 4) === 'PNG';
  if (isPng) return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegSize(bytes) : undefined;
}

/** Whether Telegram accepts this as a photo: a PNG or JPEG within its limits. Others are sent as files. */
export function isPhoto(file: MessageFile): boolean {
  if (!file.picture) return false;
  const bytes = fileBytes(file);
  const size = bytes.length <= limits.bytes ? sizeOf(bytes) : undefined;
  if (!size) return false;
  const [short = 0, long = 0] = [size.width, size.height].sort((a, b) => a - b);
  return short > 0 && short + long <= limits.sides && long / short <= limits.ratio;
}
