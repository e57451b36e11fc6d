import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasSaneSize, readPictureFormat } from '../../src/pictures/picture-format.ts';
import { colouredPng } from '../support/fixtures/sample-pictures.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const riff = (kind: string, rest: string) =>
  hex(
    `${Buffer.from('RIFF').toString('hex')} 00000000 ${Buffer.from(`WEBP${kind}`).toString('hex')} 00000000 ${rest}`,
  );

/** A JPEG with an application segment, padding and a table before its frame. */
const jpeg = hex(
  'ffd8 ffe0 0004 4a46 ffff c4 0003 00 ffc0 0011 08 00b4 0140 03 012200 021101 031101',
);

const samples = {
  'image/png': [colouredPng([1, 2, 3], 320, 180), 320, 180],
  'image/gif': [hex('474946383961 4001 b400 00'), 320, 180],
  'image/jpeg': [jpeg, 320, 180],
} as const;

describe('the header of a picture', () => {
  test.each(Object.entries(samples))('tells type and size of %s', (contentType, sample) => {
    const [bytes, width, height] = sample;
    expect(readPictureFormat(bytes)).toEqual({ contentType, width, height });
  });

  test.each([
    ['lossy', riff('VP8 ', '300100 9d012a 4001 b400'), 320, 180],
    ['lossless', riff('VP8L', '2f 3fc12c00 00000000000000'), 320, 180],
    ['extended', riff('VP8X', '00000000 3f0100 b30000'), 320, 180],
  ])('tells the size of a %s WebP', (_kind, bytes, width, height) => {
    expect(readPictureFormat(bytes)).toEqual({ contentType: 'image/webp', width, height });
  });

  test.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'.padEnd(60))],
    ['HTML that is named a picture', Buffer.from('<html><body>GIF89a</body></html>')],
    ['a PDF', Buffer.from('%PDF-1.7 and more text than a header needs')],
    ['a HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['an unknown kind of WebP', riff('ALPH', '00000000000000000000')],
    ['nothing', new Uint8Array()],
  ])('is not found in %s', (_what, bytes) => {
    expect(readPictureFormat(bytes)).toBeUndefined();
  });

  test('is never read past the end of the file', () => {
    const beginnings = [
      ...Object.values(samples).map(([bytes]) => bytes),
      riff('VP8X', '00'.repeat(10)),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.nat(80),
        fc.uint8Array({ maxLength: 40 }),
        (bytes, length, rest) => {
          const cut = new Uint8Array(Buffer.concat([bytes.subarray(0, length), rest]));
          expect(() => readPictureFormat(cut)).not.toThrow();
        },
      ),
    );
  });
});

test.each([
  [320, 180, true],
  [1, 20, true],
  [1, 21, false],
  [0, 10, false],
  [9_000, 1_000, true],
  [9_000, 1_001, false],
])('a picture of %d by %d pixels can be sent: %s', (width, height, can) => {
  expect(hasSaneSize({ width, height })).toBe(can);
});
