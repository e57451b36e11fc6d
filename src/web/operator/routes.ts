import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { translators } from '../../language/catalogue.ts';
import { type Locale, locales, readLocale } from '../../language/locale.ts';
import type { DatabaseState } from '../../operations/health/database-monitor.ts';
import { type OperatorAuth, operatorSessionMs } from './auth.ts';
import type { ChartData } from './chart.ts';
import type { DashboardSnapshot } from './dashboard.ts';
import type { Metrics } from './metrics.ts';
import { deliveryPage, type PageContext, type SignInProblem, signInPage } from './pages.ts';

const cookie = 'callboard_operator';
const home = '/delivery';
/** Maximum size of the sign-in form, in bytes. */
const maxFormBytes = 4_096;

export interface OperatorRoutesOptions {
  auth: OperatorAuth;
  /** Where to find the token, shown on the sign-in page: the setting, or a file. */
  tokenLocation: string;
  /** Milliseconds since the epoch. */
  now(): number;
  metrics: Metrics;
  dashboard(): Promise<DashboardSnapshot>;
  /** Whether the database responds, and if not, since when (milliseconds since the epoch) and why. */
  databaseState(): DatabaseState;
  chart(): ChartData;
  /** For readers who request no supported language. */
  locale: Locale;
  /** IANA zone */
  zone: string;
}

/** The language in the query, else the browser's first supported one. */
function localeOf(context: Context, fallback: Locale): Locale {
  const asked = context.req.query('lang') ?? '';
  if (asked !== '') return readLocale(asked, fallback);
  const tags = (context.req.header('accept-language') ?? '').split(',');
  const known = tags
    .map((tag) => tag.split(';', 1)[0]?.trim().toLowerCase().split('-', 1)[0])
    .find((tag) => locales.some((locale) => locale === tag));
  return readLocale(known, fallback);
}

/** Nothing external is loaded, only the page's own script runs, and no other page may frame it. */
const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** `/metrics` for Prometheus, and `/delivery`: the operator's page about current publications. */
export function operatorRoutes(parts: OperatorRoutesOptions): Hono {
  const { auth, tokenLocation } = parts;
  const isAuthorized = (context: Context) => auth.isAuthorized(context, getCookie(context, cookie));

  function pageContext(context: Context): PageContext {
    const locale = localeOf(context, parts.locale);
    const nonce = randomBytes(16).toString('base64');
    context.header('content-security-policy', contentSecurityPolicy(nonce));
    context.header('vary', 'Accept-Language, Cookie');
    return {
      locale,
      t: translators[locale].t,
      zone: parts.zone,
      now: Temporal.Instant.fromEpochMilliseconds(parts.now()),
      nonce,
    };
  }
  const signInResponse = (context: Context, problem?: SignInProblem) =>
    context.html(
      signInPage(pageContext(context), { tokenLocation, problem }),
      problem === 'unreadable' ? 400 : 401,
    );

  function signIn(context: Context) {
    setCookie(context, cookie, auth.createSession(), {
      path: home,
      httpOnly: true,
      sameSite: 'Strict',
      maxAge: operatorSessionMs / 1000,
      secure: context.req.header('x-forwarded-proto') === 'https',
    });
    const lang = context.req.query('lang');
    return context.redirect(
      lang === undefined ? home : `${home}?lang=${readLocale(lang, parts.locale)}`,
      303,
    );
  }

  const routes = new Hono();
  for (const path of ['/metrics', home, `${home}/*`]) {
    routes.use(path, async (context, next) => {
      await next();
      context.header('cache-control', 'no-store');
      context.header('x-content-type-options', 'nosniff');
      context.header('x-frame-options', 'DENY');
      context.header('referrer-policy', 'no-referrer');
      context.header('cross-origin-resource-policy', 'same-origin');
    });
  }
  routes.get('/metrics', async (context) => {
    if (!isAuthorized(context)) {
      context.header('www-authenticate', 'Bearer realm="callboard"');
      return context.text(
        `${translators.en.t('operator.bearer', { place: tokenLocation })}\n`,
        401,
      );
    }
    const { contentType, body } = await parts.metrics.text();
    return context.body(body, 200, { 'content-type': contentType });
  });
  routes.get(home, async (context) => {
    if (!isAuthorized(context)) return signInResponse(context);
    const isSignedIn = getCookie(context, cookie) !== undefined;
    const snapshot = await parts.dashboard();
    const shown = { snapshot, database: parts.databaseState(), chart: parts.chart(), isSignedIn };
    return context.html(deliveryPage(pageContext(context), shown));
  });
  routes.get(`${home}/enter`, (context) =>
    auth.redeemTicket(context.req.query('ticket') ?? '')
      ? signIn(context)
      : signInResponse(context, 'usedTicket'),
  );
  routes.post(`${home}/enter`, bodyLimit({ maxSize: maxFormBytes }), async (context) => {
    const form = await context.req.parseBody().catch(() => undefined);
    if (!form) return signInResponse(context, 'unreadable');
    const { token } = form;
    if (typeof token !== 'string' || !auth.isValidToken(token.trim()))
      return signInResponse(context, 'wrongToken');
    return signIn(context);
  });
  routes.post(`${home}/leave`, (context) => {
    deleteCookie(context, cookie, { path: home });
    return context.redirect(home, 303);
  });
  return routes;
}
