import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);
const loopbackAddresses = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** The page loads nothing from other origins, runs no inline scripts and cannot be framed. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The address in a Host header; undefined unless it is a loopback name. */
function loopbackUrl(host: string | undefined): URL | undefined {
  if (host === undefined || /[/?#@\\\s]/.test(host) || !URL.canParse(`http://${host}`))
    return undefined;
  const url = new URL(`http://${host}`);
  return loopbackNames.has(url.hostname) ? url : undefined;
}

/** The remote address; undefined without a connection, as when routes are called directly. */
function remoteAddress(context: Context): string | undefined {
  const connected = context.env && typeof context.env === 'object' && 'incoming' in context.env;
  return connected ? getConnInfo(context).remote.address : undefined;
}

function rejectionReason(context: Context): string | undefined {
  const remote = remoteAddress(context);
  if (remote !== undefined && !loopbackAddresses.has(remote))
    return 'The playground answers only to this machine.';
  const own = loopbackUrl(context.req.header('host'));
  if (!own) return 'The playground answers only at localhost, 127.0.0.1 or [::1].';
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== own.origin)
    return 'The playground answers only to its own page.';
  return undefined;
}

/** Rejects requests from other machines or pages, and sets security headers on the rest. */
export const loopbackOnly: MiddlewareHandler = async (context, next) => {
  const reason = rejectionReason(context);
  if (reason === undefined) await next();
  else context.res = context.json({ error: reason }, 403);
  for (const [name, value] of Object.entries(headers))
    if (!context.res.headers.has(name)) context.res.headers.set(name, value);
};
