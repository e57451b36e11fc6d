import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { type CheckedTarget, hostOf } from './check-address.ts';
import { fail } from './result.ts';

/** Addresses of a host that are tried one after another. */
const maxAddresses = 3;
/** Of all headers together, in bytes. */
const maxHeaderBytes = 16 * 1024;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Codes of errors before any byte of an answer, after which another address may do. */
const connectErrors = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT)$/;
const certificateErrors =
  /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

function startRequest(
  { url, port }: CheckedTarget,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): ClientRequest {
  const host = hostOf(url);
  const options = {
    // An address is not looked up: the connection goes where the check has allowed it to.
    host: address,
    port,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host },
    // No connection is kept, and none of another request used.
    agent: false,
    maxHeaderSize: maxHeaderBytes,
    signal,
  };
  return url.protocol === 'https:'
    ? // The certificate is that of the name.
      https.request({ ...options, ...(isIP(host) === 0 ? { servername: host } : {}) })
    : http.request(options);
}

function requestFrom(
  target: CheckedTarget,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  // An error after the answer has begun is one of the answer, too.
  return new Promise((resolve, reject) => {
    startRequest(target, address, headers, signal)
      .once('response', resolve)
      .on('error', reject)
      .end();
  });
}

/** Asks the first address of a target that can be reached. @throws FetchError when none answers */
export async function openResponse(
  target: CheckedTarget,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  for (const address of target.addresses.slice(0, maxAddresses)) {
    try {
      return await requestFrom(target, address, headers, signal);
    } catch (error) {
      signal.throwIfAborted();
      const code = codeOf(error);
      if (certificateErrors.test(code)) throw fail(target.url, 'certificate');
      if (!connectErrors.test(code)) throw fail(target.url, 'protocol');
    }
  }
  throw fail(target.url, 'unreachable');
}
