const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where the line ends that begins at an index, and where the next one begins. */
function lineEnd(bytes: Uint8Array, from: number): { end: number; next: number } {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === lineFeed) return { end: at, next: at + 1 };
    if (bytes[at] === carriageReturn)
      return { end: at, next: at + (bytes[at + 1] === lineFeed ? 2 : 1) };
  }
  return { end: bytes.length, next: bytes.length };
}

/**
 * Joins lines that were folded. It is done on bytes: producers fold in the middle of a character.
 * Source: RFC 5545, 3.1.
 */
function unfold(bytes: Uint8Array): Uint8Array {
  const joined = new Uint8Array(bytes.length);
  let length = 0;
  for (let from = 0; from < bytes.length; ) {
    const { end, next } = lineEnd(bytes, from);
    joined.set(bytes.subarray(from, end), length);
    length += end - from;
    const isFolded = bytes[next] === 0x20 || bytes[next] === 0x09;
    if (!isFolded && next > end) joined[length++] = lineFeed;
    from = isFolded ? next + 1 : next;
  }
  return joined.subarray(0, length);
}

/** The text of UTF-16 with a byte order mark, as some exports of Windows have it. */
function utf16(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return first === 0xfe && second === 0xff ? new TextDecoder('utf-16be').decode(bytes) : undefined;
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('windows-1252');
  }
}

/** UTF-8, else what the server says that it is; letters composed. */
function decode(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    const label = charset === undefined || /^utf-?8$/i.test(charset) ? 'windows-1252' : charset;
    return decoderFor(label).decode(bytes).normalize('NFC');
  }
}

/** The content lines of a file, unfolded and not empty. @param charset as its `Content-Type` names it */
export function readLines(bytes: Uint8Array, charset?: string): string[] {
  const wide = utf16(bytes);
  const whole = wide === undefined ? bytes : new TextEncoder().encode(wide);
  return decode(unfold(whole), charset)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
