import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';

/** How long an operator stays signed in, in milliseconds. */
export const operatorSessionMs = 12 * 3_600_000;

/** Compares without telling by its time how much was right. */
function timingSafeEquals(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** How long a ticket is good for, in milliseconds. */
const ticketMs = 3_600_000;

export interface OperatorAuthOptions {
  /** What opens the operator's pages. */
  token: string;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface OperatorAuth {
  isValidToken(given: string): boolean;
  /** What opens the pages once, within the hour, in place of the token: it may stand in an address. */
  createTicket(): string;
  /** Takes a ticket. @returns whether it was good */
  redeemTicket(ticket: string): boolean;
  /** What a browser that has shown the token is known by, for some hours; it says nothing of the token. */
  createSession(): string;
  /** Whether a request may see what is the operator's. */
  isAuthorized(context: Context, session: string | undefined): boolean;
}

/**
 * Who may see the operator's pages: whoever has the token. That a request comes from this machine shows nothing, since
 * a proxy on it passes on what others ask, and need not say so.
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
