/** First bytes of formats, as latin1 text at an offset. */
const signatures: readonly { at: number; bytes: string; type: string }[] = [
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', type: 'image/png' },
  { at: 0, bytes: '\xff\xd8\xff', type: 'image/jpeg' },
  { at: 0, bytes: 'GIF8', type: 'image/gif' },
  { at: 8, bytes: 'WEBP', type: 'image/webp' },
  { at: 0, bytes: '%PDF-', type: 'application/pdf' },
  { at: 4, bytes: 'ftyp', type: 'video/mp4' },
  { at: 0, bytes: 'OggS', type: 'audio/ogg' },
  { at: 0, bytes: 'ID3', type: 'audio/mpeg' },
];

/** Formats recognized by the file name. */
const extensions: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  htm: 'text/html',
  html: 'text/html',
  ics: 'text/calendar',
  json: 'application/json',
  md: 'text/markdown',
  mp3: 'audio/mpeg',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
  zip: 'application/zip',
};

/**
 * The content type of an uploaded file, by its bytes or else its name. Both platforms ignore what the client states:
 * many client libraries send every file as `application/octet-stream`, or with no type at all.
 */
export function contentTypeOf(name: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const signed = signatures.find((one) => head.startsWith(one.bytes, one.at));
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return signed?.type ?? extensions[extension] ?? 'application/octet-stream';
}
