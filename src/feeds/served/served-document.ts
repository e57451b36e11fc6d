import { createHash } from 'node:crypto';

/** A calendar or feed as it is served. */
export interface ServedDocument {
  body: Uint8Array<ArrayBuffer>;
  contentType: string;
  /** Of its content, quoted. */
  etag: string;
  /** When its content last changed, to the second; undefined when that is not known. */
  changedAt: Date | undefined;
}

/** @param changedAt see {@link ServedDocument} */
export function createDocument(
  text: string,
  contentType: string,
  changedAt?: Date,
): ServedDocument {
  const body = new TextEncoder().encode(text);
  const digest = createHash('sha256').update(body).digest('base64url');
  return {
    body,
    contentType,
    etag: `"${digest.slice(0, 27)}"`,
    changedAt: changedAt && new Date(Math.floor(changedAt.getTime() / 1000) * 1000),
  };
}

/** Whether one of the tags in `If-None-Match` is this one; a proxy that compresses makes it a weak one. */
export const isAmong = (etag: string, header: string): boolean =>
  header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);

/** Whether the reader has this very content. Source: RFC 9110, 13.2.2. */
function isUnchanged({ etag, changedAt }: ServedDocument, headers: Headers): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null) return isAmong(etag, tags);
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return changedAt !== undefined && changedAt.getTime() <= since;
}

/** Answers a request for a document: with 304 and no body when the reader has it already. */
export function serveDocument(
  document: ServedDocument,
  request: Request,
  headers: Readonly<Record<string, string>>,
): Response {
  const { body, contentType, etag, changedAt } = document;
  const shared = {
    etag,
    ...(changedAt ? { 'last-modified': changedAt.toUTCString() } : {}),
    'x-content-type-options': 'nosniff',
    ...headers,
  };
  return isUnchanged(document, request.headers)
    ? new Response(null, { status: 304, headers: shared })
    : new Response(body, { headers: { 'content-type': contentType, ...shared } });
}
