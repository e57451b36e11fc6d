import type { IncomingMessage } from 'node:http';
import { checkTarget } from './check-address.ts';
import { openResponse } from './open-response.ts';
import type { AddressPolicy, FetchLimits } from './policy.ts';
import { acceptedEncodings, readBody } from './read-body.ts';
import { FetchError, type FetchResult, fail, refuse, type Validators } from './result.ts';

export interface FetchRequest {
  url: URL;
  addresses: AddressPolicy;
  limits: FetchLimits;
  /** What is wanted, as `Accept` names it. */
  accept: string;
  /** Who asks. */
  userAgent: string;
  /** What was got before, so that it is not sent again. */
  known?: Validators;
  /** Ends the reading. */
  signal?: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
}

const redirects = new Set([301, 302, 303, 307, 308]);
const permanentRedirects = new Set([301, 308]);

/** Longest time for which a server can ask to be left alone, in milliseconds. */
const maxRetryAfterMs = 7 * 24 * 3_600_000;

function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), maxRetryAfterMs);
}

const headersOf = ({ accept, userAgent, known }: FetchRequest): Record<string, string> => ({
  accept,
  'accept-encoding': acceptedEncodings,
  'user-agent': userAgent,
  connection: 'close',
  ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
  ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
});

function redirectTarget(url: URL, { headers: { location } }: IncomingMessage): URL {
  if (location === undefined || !URL.canParse(location, url.href)) throw refuse(url, 'badRedirect');
  const target = new URL(location, url.href);
  if (url.protocol === 'https:' && target.protocol === 'http:')
    throw refuse(target, 'insecureRedirect');
  return target;
}

async function readAnswer(
  request: FetchRequest,
  url: URL,
  movedTo: string | undefined,
  response: IncomingMessage,
  signal: AbortSignal,
): Promise<FetchResult> {
  const { statusCode: status = 0, headers } = response;
  const answer = {
    url: url.href,
    movedTo,
    etag: headers.etag,
    lastModified: headers['last-modified'],
  };
  if (status === 304 && request.known) return { outcome: 'unchanged', ...answer };
  if (status !== 200)
    throw fail(url, 'status', {
      status,
      retryAfterMs: retryAfterMs(headers['retry-after'], request.now()),
    });
  const body = await readBody(url, response, request.limits.maxBytes, signal);
  return { outcome: 'fetched', ...answer, body, contentType: headers['content-type'] };
}

async function follow(request: FetchRequest, signal: AbortSignal): Promise<FetchResult> {
  const { addresses, limits } = request;
  let { url } = request;
  let isMoved = true;
  for (let hops = 0; hops <= limits.maxRedirects; hops += 1) {
    // Every address is looked up and checked anew: a redirect proves nothing.
    const target = await checkTarget(url, addresses);
    signal.throwIfAborted();
    const response = await openResponse(target, headersOf(request), signal);
    try {
      const { statusCode = 0 } = response;
      if (!redirects.has(statusCode)) {
        const movedTo = isMoved && hops > 0 ? url.href : undefined;
        return await readAnswer(request, url, movedTo, response, signal);
      }
      url = redirectTarget(url, response);
      isMoved &&= permanentRedirects.has(statusCode);
    } finally {
      response.destroy();
    }
  }
  throw refuse(url, 'tooManyRedirects');
}

/** Rejects when the signal is aborted, for what cannot be aborted itself. */
function abortion(signal: AbortSignal): { promise: Promise<never>; stop(): void } {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  promise.catch(() => undefined);
  return { promise, stop: () => signal.removeEventListener('abort', onAbort) };
}

/**
 * Reads an address that somebody gave, with all the care that this takes: only allowed hosts are asked, checked after
 * they were looked up and again on every redirect, over a connection to the very address that was checked; bytes, time
 * and redirects are limited. Never throws for what a server does.
 */
export async function fetchAddress(request: FetchRequest): Promise<FetchResult> {
  const timeout = AbortSignal.timeout(request.limits.timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  const aborted = abortion(signal);
  try {
    return await Promise.race([follow(request, signal), aborted.promise]);
  } catch (error) {
    if (error instanceof FetchError) return error.result;
    const reason = timeout.aborted ? 'timedOut' : signal.aborted ? 'cancelled' : 'protocol';
    return { outcome: 'failed', reason, url: request.url.href };
  } finally {
    aborted.stop();
  }
}
