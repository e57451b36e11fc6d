/** Codes of failures before a connection was made: the request was certainly not sent. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The code of a network failure, also of the cause that `fetch` wraps. */
function networkErrorCode(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : undefined;
}

/** What a request that got no answer means: `retry` when it was certainly not sent, `lost` otherwise. */
export function classifyNetworkError(error: unknown): {
  kind: 'transient' | 'ambiguous';
  reason: string;
} {
  const code = networkErrorCode(error);
  return code !== undefined && notSentCodes.has(code)
    ? { kind: 'transient', reason: code }
    : { kind: 'ambiguous', reason: code ?? 'no answer' };
}
