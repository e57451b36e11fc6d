import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { z } from 'zod';

/** How long an operator stays signed in, in milliseconds. */
export const sessionMs = 12 * 3_600_000;

const loopbackAddress = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/;
/** What proxies say of a request that they pass on. */
const passedOn =
  /^(?:forwarded|via|x-forwarded(?:-.+)?|x-(?:real|client|cluster-client)-ip|x-original-.+|x-proxy.*|x-envoy-.+|true-client-ip|cf-.+|fastly-.+|client-ip)$/;

const connected = z.object({ incoming: z.object({ httpVersion: z.string() }) });

/** Whether a Host names this very machine. */
function isOwnName(host: string | undefined): boolean {
  if (host === undefined || /[/?#@\\\s]/.test(host)) return false;
  const url = URL.parse(`http://${host}`);
  if (!url) return false;
  return (
    url.hostname === 'localhost' || loopbackAddress.test(url.hostname.replace(/^\[(.*)\]$/, '$1'))
  );
}

/** Whether a request comes from this machine with nobody in between. A doubt is a no. */
function isFromHere(context: Context): boolean {
  const { success, data } = connected.safeParse(context.env);
  // Proxies that say nothing of themselves mostly speak the old protocol.
  if (!success || data.incoming.httpVersion === '1.0') return false;
  const { address } = getConnInfo(context).remote;
  if (address === undefined || !loopbackAddress.test(address)) return false;
  const names = Object.keys(context.req.header());
  return !names.some((name) => passedOn.test(name)) && isOwnName(context.req.header('host'));
}

/** Compares without telling by its time how much was right. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

export interface GuardParts {
  /** OPERATOR_TOKEN; without it only this machine gets in. */
  token: string | undefined;
  /** Others reach this program, so that something on this machine may pass their requests on. */
  isPublic: boolean;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Guard {
  /** Whether there is a token to get in with. */
  hasToken: boolean;
  isToken(given: string): boolean;
  /** What a browser that has shown the token is known by, for some hours; it says nothing of the token. */
  session(): string;
  /** Whether a request may see what is the operator's. */
  admits(context: Context, session: string | undefined): boolean;
}

/**
 * Who may see the operator's pages: whoever asks on this machine, with no proxy in between, and whoever has the
 * token.
 */
export function createGuard({ token, isPublic, now }: GuardParts): Guard {
  const seal = (until: number) =>
    createHmac('sha256', token ?? '')
      .update(`operator until ${until}`)
      .digest('base64url');
  const isToken = (given: string) => token !== undefined && isSame(given, token);

  function isSession(value: string): boolean {
    const [until = '', sealed = ''] = value.split('.');
    if (token === undefined || !/^\d{1,15}$/.test(until)) return false;
    return isSame(sealed, seal(Number(until))) && Number(until) > now();
  }
  return {
    hasToken: token !== undefined,
    isToken,
    session() {
      const until = now() + sessionMs;
      return `${until}.${seal(until)}`;
    },
    admits(context, session) {
      const [, bearer] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
      if (bearer !== undefined) return isToken(bearer);
      if (session !== undefined && isSession(session)) return true;
      return !isPublic && isFromHere(context);
    },
  };
}
