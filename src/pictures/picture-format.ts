/** What the header of a picture says. */
export interface PictureFormat {
  contentType: (typeof pictureTypes)[number];
  /** In pixels. */
  width: number;
  height: number;
}

/** Formats that both platforms show. */
const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;

/**
 * Limits of a picture: bytes, the sum of width and height in pixels, and how many times the longer side is as long as
 * the shorter. Source: Bot API, sendPhoto; Discord takes as many bytes, and has no limit of sides.
 */
export const pictureLimits = { bytes: 10_000_000, sides: 10_000, ratio: 20 } as const;

type Size = Pick<PictureFormat, 'width' | 'height'>;

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Markers of a JPEG frame, which has the size; C4, C8 and CC are tables. Source: ITU-T T.81, table B.1. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // Any number of FF may stand before a marker.
    if (marker === 0xff) at += 1;
    else if (isFrame(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Source: RFC 9649, sections 2.5 to 2.7. */
function webpSize(bytes: Uint8Array, view: DataView): Size | undefined {
  switch (ascii(bytes, 12, 16)) {
    case 'VP8X': {
      const side = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000 + 1;
      return { width: side(24), height: side(27) };
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    default:
      return undefined;
  }
}

/** The format of a picture by its first bytes, whatever its name says; undefined when it is none of those that both platforms show. */
export function readPictureFormat(bytes: Uint8Array): PictureFormat | undefined {
  const view = viewOf(bytes);
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' && bytes.length >= 24) {
    return { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6)) && bytes.length >= 10) {
    return {
      contentType: 'image/gif',
      width: view.getUint16(6, true),
      height: view.getUint16(8, true),
    };
  }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP' && bytes.length >= 30) {
    const size = webpSize(bytes, view);
    return size && { contentType: 'image/webp', ...size };
  }
  const size = ascii(bytes, 0, 3) === '\xff\xd8\xff' ? jpegSize(view) : undefined;
  return size && { contentType: 'image/jpeg', ...size };
}

/** Whether both platforms take a picture of this size. */
export function hasSaneSize({ width, height }: Size): boolean {
  const [short, long] = width < height ? [width, height] : [height, width];
  return short > 0 && width + height <= pictureLimits.sides && long <= short * pictureLimits.ratio;
}
