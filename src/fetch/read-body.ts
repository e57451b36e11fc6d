import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { fail } from './result.ts';

/** The encodings that are asked for. */
export const acceptedEncodings = 'gzip, br, deflate';

/** Passes bytes on until there are too many. @param tooMany what is thrown then */
async function* upTo(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
  tooMany: () => Error,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw tooMany();
    yield chunk;
  }
}

/** The decoder of one encoding; of several, which would be decoded one after another, there is none. */
function decoderFor(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'br') return createBrotliDecompress();
  return encoding === 'deflate' ? createInflate() : undefined;
}

/**
 * Reads and decodes a body.
 * @param maxBytes of the body as it is sent, and as it is decoded
 * @throws FetchError when it is longer, or its encoding is not one of those that were asked for
 */
export async function readBody(
  url: URL,
  response: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const tooLarge = () => fail(url, 'tooLarge');
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const isPlain = encoding === 'identity' || encoding === '';
  const decoder = isPlain ? undefined : decoderFor(encoding);
  if (!isPlain && !decoder) throw fail(url, 'encoding');
  const sent = upTo(response, maxBytes, tooLarge);
  let sendingError: unknown;
  const decoded: Readable | AsyncIterable<Uint8Array> = decoder
    ? pipeline(sent, decoder, (error) => {
        sendingError = error;
      })
    : sent;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of upTo(decoded, maxBytes, tooLarge)) chunks.push(chunk);
  } catch (error) {
    signal.throwIfAborted();
    const isZlib =
      error instanceof Error &&
      'code' in error &&
      /^(?:Z_|ERR__ERROR_|ERR_BROTLI)/.test(String(error.code));
    if (isZlib) throw fail(url, 'encoding');
    throw sendingError ?? error;
  }
  return Buffer.concat(chunks);
}
