import { html, raw } from 'hono/html';
import type { Translator } from '../../language/catalogue.ts';
import { type Locale, localeNames, locales } from '../../language/locale.ts';
import type { DatabaseState } from '../../operations/health/database-monitor.ts';
import {
  formatReason,
  formatRemaining,
  publicationLabel,
} from '../../operations/publications/publication-view.ts';
import { type ChartData, rateChart } from './chart.ts';
import type { ActivePublication, DashboardSnapshot } from './dashboard.ts';
import { script, style } from './style.ts';

export interface PageContext {
  locale: Locale;
  t: Translator['t'];
  /** IANA zone */
  zone: string;
  now: Temporal.Instant;
  /** CSP nonce of the page's own script and style. */
  nonce: string;
}

/** The page layout, for narrow screens, dark mode and both languages. */
function layout(
  { t, locale, nonce }: PageContext,
  { title, body, tools, live }: { title: string; body: unknown; tools?: unknown; live?: boolean },
) {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Callboard</title>
<style nonce="${nonce}">${raw(style)}</style>
${live ? html`<noscript><meta http-equiv="refresh" content="5"></noscript>` : ''}
</head>
<body>
<header>
<h1>${title}</h1>
<nav>${locales
    .filter((other) => other !== locale)
    .map(
      (other) => html`<a href="?lang=${other}" lang="${other}">${localeNames[other]}</a>`,
    )}${tools ?? ''}</nav>
</header>
<main>${body}</main>
${
  live
    ? html`<p class="soft wrong" data-stale role="status" hidden>${t('operator.stale')}</p>
<script nonce="${nonce}">${raw(script)}</script>`
    : ''
}
</body>
</html>`;
}

const finalStates = ['sent', 'failed', 'unknown', 'skipped'] as const;

/** A progress bar with a segment for each delivery state; the remainder is empty. */
function bar({ states, total }: ActivePublication['progress'], words: string) {
  const share = (count: number) => (total === 0 ? 0 : (count / total) * 100);
  let at = 0;
  const pieces = finalStates.map((state) => {
    const [x, width] = [at, share(states[state])];
    at += width;
    return html`<rect class="${state}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${words}">${pieces}</svg>`;
}

const tenths = (rate: number): number => Math.round(rate * 10) / 10;

function facts(reading: PageContext, { progress }: ActivePublication): [string, string][] {
  const { t } = reading;
  const { states, perSecond, remainingSeconds, total, platforms } = progress;
  const of = (count: number, all: number) => t('delivery.ofTotal', { count, total: all });
  const shares = (['discord', 'telegram'] as const)
    .filter((platform) => platforms[platform].total > 0)
    .map((platform): [string, string] => [
      t(`platforms.${platform}`),
      `${of(platforms[platform].sent, platforms[platform].total)} · ${t('delivery.perSecond', { rate: tenths(platforms[platform].perSecond) })}`,
    ]);
  const length = remainingSeconds === undefined ? '—' : formatRemaining(reading, remainingSeconds);
  return [
    [t('delivery.state'), t(`delivery.states.${progress.state}`)],
    [t('delivery.sent'), of(states.sent, total)],
    ...(['failed', 'unknown', 'skipped'] as const)
      .filter((state) => states[state] > 0)
      .map((state): [string, string] => [t(`delivery.${state}`), String(states[state])]),
    [t('delivery.left'), String(states.queued + states.sending)],
    [t('delivery.rate'), t('delivery.perSecond', { rate: tenths(perSecond) })],
    [t('delivery.remaining'), length],
    ...shares,
  ];
}

function card(reading: PageContext, running: ActivePublication) {
  const { publication, community, progress } = running;
  const { t } = reading;
  const through = finalStates.reduce((sum, state) => sum + progress.states[state], 0);
  const percent = progress.total === 0 ? 0 : Math.floor((through / progress.total) * 100);
  return html`<section>
<h2>${publicationLabel(reading, publication)}</h2>
${community === undefined ? '' : html`<p class="soft">${community}</p>`}
${bar(progress, t('operator.percent', { percent }))}
<dl>${facts(reading, running).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${progress.reasons
  .slice(0, 5)
  .map(
    ({ reason, count }) =>
      html`<p class="soft">${t('delivery.reasonCount', { count, reason: formatReason(reading, reason) })}</p>`,
  )}
</section>`;
}

/** A notice that the database does not respond, since when and why, and how old the figures are. */
function databaseNotice(
  { t, zone }: PageContext,
  { readAt }: DashboardSnapshot,
  store: DatabaseState,
) {
  if (store.isAvailable && readAt === undefined) return '';
  const at = (milliseconds: number) =>
    Temporal.Instant.fromEpochMilliseconds(milliseconds)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' })
      .replace('T', ' ');
  const since = store.isAvailable
    ? t('operator.silent')
    : t('operator.silentSince', { at: at(store.since), reason: store.reason });
  const age =
    readAt === undefined
      ? ''
      : readAt === 0
        ? t('operator.neverRead')
        : t('operator.readAt', { at: at(readAt) });
  return html`<section><p class="wrong" role="alert">${since}</p>${age === '' ? '' : html`<p class="soft">${age}</p>`}</section>`;
}

/** Current publications and their rate. */
export function deliveryPage(
  reading: PageContext,
  {
    snapshot,
    database,
    chart,
    isSignedIn,
  }: {
    snapshot: DashboardSnapshot;
    database: DatabaseState;
    chart: ChartData;
    isSignedIn: boolean;
  },
) {
  const { t } = reading;
  const { running, readAt } = snapshot;
  const body = html`${databaseNotice(reading, snapshot, database)}<section>
<h2>${t('operator.rate')}</h2>
${rateChart(chart, reading)}
<p class="key"><span class="discord">${t('platforms.discord')}</span><span class="telegram">${t('platforms.telegram')}</span></p>
<p class="soft">${t('operator.rateNote')}</p>
</section>
${readAt === 0 ? '' : html`<p>${t('delivery.running', { count: running.length })}</p>`}
${running.map((one) => card(reading, one))}`;
  const tools = isSignedIn
    ? html`<form method="post" action="/delivery/leave"><button>${t('operator.leave')}</button></form>`
    : undefined;
  return layout(reading, { title: t('operator.title'), body, tools, live: true });
}

/** Why the sign-in page is shown again. */
export type SignInProblem = 'wrongToken' | 'unreadable' | 'usedTicket';

/** The form that asks for the token. */
export function signInPage(
  reading: PageContext,
  { tokenLocation, problem }: { tokenLocation: string; problem: SignInProblem | undefined },
) {
  const { t, locale } = reading;
  const body = html`<section><form method="post" action="/delivery/enter?lang=${locale}">
<p>${t('operator.askToken', { place: tokenLocation })}</p>
${problem ? html`<p class="wrong" role="alert">${t(`operator.${problem}`)}</p>` : ''}
<label for="token">${t('operator.token')}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>${t('operator.enter')}</button>
</form></section>`;
  return layout(reading, { title: t('operator.title'), body });
}
