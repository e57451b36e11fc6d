import { html, raw } from 'hono/html';
import { nameOf, sayLength, sayReason } from '../../communities/desk/words.ts';
import type { StoreState } from '../../health/store.ts';
import type { Translator } from '../../language/catalogue.ts';
import { type Locale, localeNames, locales } from '../../language/locale.ts';
import type { Running, Seen } from './board.ts';
import { type ChartParts, rateChart } from './chart.ts';
import { script, style } from './style.ts';

export interface Reading {
  locale: Locale;
  t: Translator['t'];
  /** IANA zone */
  zone: string;
  now: Temporal.Instant;
  /** Marks what this very page may run and be styled by. */
  nonce: string;
}

/** Pages read on whatever is narrow or dark, in either language. */
function frame(
  { t, locale, nonce }: Reading,
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

const ends = ['sent', 'failed', 'unknown', 'skipped'] as const;

/** A bar whose pieces are what became of the copies; what is left is empty. */
function bar({ states, total }: Running['status'], words: string) {
  const share = (count: number) => (total === 0 ? 0 : (count / total) * 100);
  let at = 0;
  const pieces = ends.map((state) => {
    const [x, width] = [at, share(states[state])];
    at += width;
    return html`<rect class="${state}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="10"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="${words}">${pieces}</svg>`;
}

const tenths = (rate: number): number => Math.round(rate * 10) / 10;

function facts(reading: Reading, { status }: Running): [string, string][] {
  const { t } = reading;
  const { states, perSecond, remainingSeconds, total, platforms } = status;
  const of = (count: number, all: number) => t('delivery.ofTotal', { count, total: all });
  const shares = (['discord', 'telegram'] as const)
    .filter((platform) => platforms[platform].total > 0)
    .map((platform): [string, string] => [
      t(`platforms.${platform}`),
      `${of(platforms[platform].sent, platforms[platform].total)} · ${t('delivery.perSecond', { rate: tenths(platforms[platform].perSecond) })}`,
    ]);
  const length = remainingSeconds === undefined ? '—' : sayLength(reading, remainingSeconds);
  return [
    [t('delivery.state'), t(`delivery.states.${status.state}`)],
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

function card(reading: Reading, running: Running) {
  const { publication, community, status } = running;
  const { t } = reading;
  const through = ends.reduce((sum, state) => sum + status.states[state], 0);
  const percent = status.total === 0 ? 0 : Math.floor((through / status.total) * 100);
  return html`<section>
<h2>${nameOf(reading, publication)}</h2>
${community === undefined ? '' : html`<p class="soft">${community}</p>`}
${bar(status, t('operator.percent', { percent }))}
<dl>${facts(reading, running).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${status.reasons
  .slice(0, 5)
  .map(
    ({ reason, count }) =>
      html`<p class="soft">${t('delivery.reasonCount', { count, reason: sayReason(reading, reason) })}</p>`,
  )}
</section>`;
}

/** That the store does not answer, since when and why, and how old what is shown is. */
function silence({ t, zone }: Reading, { readAt }: Seen, store: StoreState) {
  if (store.answers && readAt === undefined) return '';
  const at = (milliseconds: number) =>
    Temporal.Instant.fromEpochMilliseconds(milliseconds)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'second' })
      .replace('T', ' ');
  const since = store.answers
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

/** What is sent now, and how fast. */
export function deliveryPage(
  reading: Reading,
  {
    seen,
    store,
    chart,
    isSignedIn,
  }: { seen: Seen; store: StoreState; chart: ChartParts; isSignedIn: boolean },
) {
  const { t } = reading;
  const { running, readAt } = seen;
  const body = html`${silence(reading, seen, store)}<section>
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
  return frame(reading, { title: t('operator.title'), body, tools, live: true });
}

/** Why somebody stands at the door again. */
export type DoorProblem = 'wrongToken' | 'unreadable' | 'usedTicket';

/** Asks for the token. @param place where it stands */
export function doorPage(
  reading: Reading,
  { place, problem }: { place: string; problem: DoorProblem | undefined },
) {
  const { t, locale } = reading;
  const body = html`<section><form method="post" action="/delivery/enter?lang=${locale}">
<p>${t('operator.askToken', { place })}</p>
${problem ? html`<p class="wrong" role="alert">${t(`operator.${problem}`)}</p>` : ''}
<label for="token">${t('operator.token')}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button>${t('operator.enter')}</button>
</form></section>`;
  return frame(reading, { title: t('operator.title'), body });
}
