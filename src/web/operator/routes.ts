import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { StoreState } from '../../health/store.ts';
import { translators } from '../../language/catalogue.ts';
import { type Locale, locales, readLocale } from '../../language/locale.ts';
import type { Seen } from './board.ts';
import type { ChartParts } from './chart.ts';
import { type Guard, sessionMs } from './guard.ts';
import type { Metrics } from './metrics.ts';
import { type DoorProblem, deliveryPage, doorPage, type Reading } from './page.ts';

const cookie = 'callboard_operator';
const home = '/delivery';
/** Most bytes of a form with one token in it. */
const longestForm = 4_096;

export interface OperatorParts {
  guard: Guard;
  /** Where the token stands, for whoever asks for it: the setting, or a file. */
  place: string;
  /** Milliseconds since the epoch. */
  now(): number;
  metrics: Metrics;
  board(): Promise<Seen>;
  /** Whether the store answers, since when not (milliseconds since the epoch) and why. */
  store(): StoreState;
  chart(): ChartParts;
  /** For a reader who asks for none that there is. */
  locale: Locale;
  /** IANA zone */
  zone: string;
}

/** The language that is asked for in the address, else the browser's first that there is. */
function localeOf(context: Context, fallback: Locale): Locale {
  const asked = context.req.query('lang') ?? '';
  if (asked !== '') return readLocale(asked, fallback);
  const tags = (context.req.header('accept-language') ?? '').split(',');
  const known = tags
    .map((tag) => tag.split(';', 1)[0]?.trim().toLowerCase().split('-', 1)[0])
    .find((tag) => locales.some((locale) => locale === tag));
  return readLocale(known, fallback);
}

/** Nothing is loaded from elsewhere, nothing runs but the page's own script, and no other page frames it. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** `/metrics` for Prometheus, and `/delivery`: what is sent now, for whoever operates the program. */
export function operatorRoutes(parts: OperatorParts): Hono {
  const { guard, place } = parts;
  const admits = (context: Context) => guard.admits(context, getCookie(context, cookie));

  function reading(context: Context): Reading {
    const locale = localeOf(context, parts.locale);
    const nonce = randomBytes(16).toString('base64');
    context.header('content-security-policy', policy(nonce));
    context.header('vary', 'Accept-Language, Cookie');
    return {
      locale,
      t: translators[locale].t,
      zone: parts.zone,
      now: Temporal.Instant.fromEpochMilliseconds(parts.now()),
      nonce,
    };
  }
  const door = (context: Context, problem?: DoorProblem) =>
    context.html(
      doorPage(reading(context), { place, problem }),
      problem === 'unreadable' ? 400 : 401,
    );

  function signIn(context: Context) {
    setCookie(context, cookie, guard.session(), {
      path: home,
      httpOnly: true,
      sameSite: 'Strict',
      maxAge: sessionMs / 1000,
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
    if (!admits(context)) {
      context.header('www-authenticate', 'Bearer realm="callboard"');
      return context.text(`${translators.en.t('operator.bearer', { place })}\n`, 401);
    }
    const { contentType, body } = await parts.metrics.text();
    return context.body(body, 200, { 'content-type': contentType });
  });
  routes.get(home, async (context) => {
    if (!admits(context)) return door(context);
    const isSignedIn = getCookie(context, cookie) !== undefined;
    const seen = await parts.board();
    const shown = { seen, store: parts.store(), chart: parts.chart(), isSignedIn };
    return context.html(deliveryPage(reading(context), shown));
  });
  routes.get(`${home}/enter`, (context) =>
    guard.take(context.req.query('ticket') ?? '') ? signIn(context) : door(context, 'usedTicket'),
  );
  routes.post(`${home}/enter`, bodyLimit({ maxSize: longestForm }), async (context) => {
    const form = await context.req.parseBody().catch(() => undefined);
    if (!form) return door(context, 'unreadable');
    const { token } = form;
    if (typeof token !== 'string' || !guard.isToken(token.trim()))
      return door(context, 'wrongToken');
    return signIn(context);
  });
  routes.post(`${home}/leave`, (context) => {
    deleteCookie(context, cookie, { path: home });
    return context.redirect(home, 303);
  });
  return routes;
}
