import type { FileContent } from '../../src/pictures/pictures.ts';

/** Timeout of a download, in milliseconds. */
const timeoutMs = 20_000;

/**
 * Downloads a file of at most `maxBytes`. Redirects are not followed: they could lead anywhere, also into our own
 * network.
 * @param url of a server that the caller knows
 */
export async function fetchBytes(url: URL, maxBytes: number): Promise<FileContent> {
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => undefined);
  if (!response) return 'unavailable';
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (!response.ok || !response.body || declared > maxBytes) {
    await response.body?.cancel().catch(() => undefined);
    return response.ok && declared > maxBytes ? 'tooBig' : 'unavailable';
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body) {
      size += chunk.length;
      // Leaving the loop cancels the rest.
      if (size > maxBytes) return 'tooBig';
      chunks.push(chunk);
    }
  } catch {
    return 'unavailable';
  }
  return Buffer.concat(chunks);
}
