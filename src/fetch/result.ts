/** Why an address is not asked, or not followed further. */
export type RefusalReason =
  | 'scheme'
  | 'credentials'
  | 'port'
  /** The host, or one of its addresses, is not allowed. */
  | 'address'
  | 'tooManyRedirects'
  /** A redirect without a destination that can be read. */
  | 'badRedirect'
  /** A redirect from https to http. */
  | 'insecureRedirect';

/** Why an allowed address gave nothing. Each may be temporary. */
export type FailureReason =
  | 'unknownHost'
  | 'unreachable'
  | 'certificate'
  | 'timedOut'
  | 'cancelled'
  /** Neither 200 nor 304. */
  | 'status'
  | 'tooLarge'
  /** Encoded in a way that was not asked for, or wrongly. */
  | 'encoding'
  /** No HTTP, or cut off. */
  | 'protocol';

/** What a server says to recognise this content by. */
export interface Validators {
  etag?: string | undefined;
  lastModified?: string | undefined;
}

interface Answer extends Validators {
  /** Where it was found after redirects. */
  url: string;
  /** Where it is to be looked for from now on, when every redirect was permanent. */
  movedTo?: string | undefined;
}

export type FetchResult =
  | ({ outcome: 'fetched'; body: Uint8Array; contentType: string | undefined } & Answer)
  /** The content is still the one of the given validators. */
  | ({ outcome: 'unchanged' } & Answer)
  | { outcome: 'refused'; reason: RefusalReason; url: string }
  | {
      outcome: 'failed';
      reason: FailureReason;
      url: string;
      status?: number | undefined;
      /** How long the server wants to be left alone. */
      retryAfterMs?: number | undefined;
    };

/** Ends the reading of an address with a result. */
export class FetchError extends Error {
  override name = 'FetchError';
  readonly result: Extract<FetchResult, { outcome: 'refused' | 'failed' }>;
  constructor(result: Extract<FetchResult, { outcome: 'refused' | 'failed' }>) {
    super(`${result.outcome}: ${result.reason}`);
    this.result = result;
  }
}

export const refuse = (url: URL, reason: RefusalReason): FetchError =>
  new FetchError({ outcome: 'refused', reason, url: url.href });

export const fail = (
  url: URL,
  reason: FailureReason,
  details: { status?: number; retryAfterMs?: number | undefined } = {},
): FetchError => new FetchError({ outcome: 'failed', reason, url: url.href, ...details });
