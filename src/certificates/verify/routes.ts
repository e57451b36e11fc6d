import { createHash } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { findCachedCommunity } from '../../context/current-community.ts';
import type { ModuleServices } from '../../context/modules/subject-module.ts';
import { style } from '../../feeds/pages/views/style.ts';
import { type Locale, locales } from '../../language/locale.ts';
import { lazy } from '../../lazy.ts';
import { formatCode, readCode } from '../code.ts';
import { createGuessCounter, guessLimits } from './attempts.ts';
import { verifyCode } from './verdict.ts';

type RouteServices = Pick<ModuleServices, 'db' | 'cache' | 'now'>;

/** Nothing is loaded and nothing runs; the form leads to this site. */
const contentSecurityPolicy = lazy(() =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
);

const answer = (body: string, status: number, more: Record<string, string> = {}): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // Whether it is revoked is read each time.
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      ...more,
    },
  });

const isOwnMachine = (address: string): boolean => /^(?:::1|(?:::ffff:)?127\.)/.test(address);

/** Who asks: the address of the connection, or the one that a proxy on this machine adds. */
function whoAsks(context: Context): string {
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  // Requests of tests have no connection.
  const address = context.env?.incoming ? (getConnInfo(context).remote.address ?? '') : '::1';
  return isOwnMachine(address) && forwarded !== undefined ? forwarded : address;
}

const localeOf = (context: Context): Locale | undefined =>
  locales.find((locale) => locale === context.req.query('lang'));

/** The public pages that verify certificates. */
export function verifyRoutes({ db, cache, now }: RouteServices): Hono {
  const guesses = createGuessCounter();
  const routes = new Hono();
  const ask = async (context: Context, problem?: 'unknown' | 'tooMany', status = 200) => {
    const { renderAsking } = await import('./page-view.ts');
    const page = await renderAsking(localeOf(context) ?? 'vi', problem);
    const wait = { 'retry-after': String(guessLimits.windowMs / 1000) };
    return answer(page, status, problem === 'tooMany' ? wait : {});
  };
  routes.get('/verify', async (context): Promise<Response> => {
    const typed = context.req.query('code');
    const code = typed === undefined ? undefined : readCode(typed);
    if (typed === undefined) return ask(context);
    if (code === undefined) return ask(context, 'unknown', 404);
    const lang = localeOf(context);
    return context.redirect(
      `/verify/${formatCode(code)}${lang === undefined ? '' : `?lang=${lang}`}`,
      303,
    );
  });
  routes.get('/verify/:code', async (context) => {
    const who = whoAsks(context);
    if (guesses.isOver(who, now())) return ask(context, 'tooMany', 429);
    const code = readCode(context.req.param('code'));
    const verdict = code === undefined ? undefined : await verifyCode(db, code);
    if (!verdict) {
      guesses.miss(who, now());
      return ask(context, 'unknown', 404);
    }
    const community = await findCachedCommunity(db, verdict.certificate.communityId, cache);
    const { renderVerdict } = await import('./page-view.ts');
    return answer(
      await renderVerdict(verdict, localeOf(context) ?? community?.locale ?? 'vi'),
      200,
    );
  });
  return routes;
}
