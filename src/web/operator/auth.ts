import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';

/** How long an operator stays signed in, in milliseconds. */
export const operatorSessionMs = 12 * 3_600_000;

/** Compares strings in constant time. */
function timingSafeEquals(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Lifetime of a ticket, in milliseconds. */
const ticketMs = 3_600_000;

export interface OperatorAuthOptions {
  /** The token that grants access to the operator's pages. */
  token: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface OperatorAuth {
  isValidToken(given: string): boolean;
  /** Creates a single-use replacement for the token, valid for an hour: unlike the token, it may be part of a URL. */
  createTicket(): string;
  /** Uses up a ticket. @returns whether it was valid */
  redeemTicket(ticket: string): boolean;
  /** Creates a signed session for a browser that has presented the token; it does not reveal the token. */
  createSession(): string;
  /** Whether a request may access the operator's pages. */
  isAuthorized(context: Context, session: string | undefined): boolean;
}

/**
 * Authorizes by token only. A request from this machine proves nothing: a local proxy may forward requests of others
 * without saying so.
 */
export function createOperatorAuth({ token, now }: OperatorAuthOptions): OperatorAuth {
  const tickets = new Map<string, number>();
  const sign = (until: number) =>
    createHmac('sha256', token).update(`operator until ${until}`).digest('base64url');
  const isValidToken = (given: string) => timingSafeEquals(given, token);

  function isSession(value: string): boolean {
    const [until = '', sealed = ''] = value.split('.');
    if (!/^\d{1,15}$/.test(until)) return false;
    return timingSafeEquals(sealed, sign(Number(until))) && Number(until) > now();
  }
  return {
    isValidToken,
    createTicket() {
      const fresh = randomBytes(24).toString('base64url');
      tickets.set(fresh, now() + ticketMs);
      return fresh;
    },
    redeemTicket(ticket) {
      const until = tickets.get(ticket);
      tickets.delete(ticket);
      return until !== undefined && until > now();
    },
    createSession() {
      const until = now() + operatorSessionMs;
      return `${until}.${sign(until)}`;
    },
    isAuthorized(context, session) {
      const [, bearer] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
      if (bearer !== undefined) return isValidToken(bearer);
      return session !== undefined && isSession(session);
    },
  };
}
