import { html, raw } from 'hono/html';
import { style } from '../../feeds/pages/views/style.ts';
import { translators } from '../../language/catalogue.ts';
import { type Locale, localeNames, locales } from '../../language/locale.ts';
import { verifyUrl } from '../addresses.ts';
import { formatCode } from '../code.ts';
import type { Verdict } from './verdict.ts';
import { verdictFields } from './verdict-messages.ts';

interface Page {
  locale: Locale;
  /** Within the site. */
  path: string;
  title: string;
  body: unknown;
}

const inLocale = (path: string, locale: Locale): string => `${path}?lang=${locale}`;

async function renderPage({ locale, path, title, body }: Page): Promise<string> {
  const { t } = translators[locale];
  return `${await html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#content">${t('pages.skip')}</a>
<header>
<a class="site" href="${inLocale('/verify', locale)}">${t('certificates.public.about')}</a>
<nav aria-label="${t('pages.languages')}">${locales.map(
    (other) =>
      html`<a href="${inLocale(path, other)}" lang="${other}" hreflang="${other}"${other === locale ? raw(' aria-current="true"') : ''}>${localeNames[other]}</a>`,
  )}</nav>
</header>
<main id="content" tabindex="-1">
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`}`;
}

/** A field for a code, which works without a script. */
const codeForm = (locale: Locale) => {
  const { t } = translators[locale];
  return html`<form action="/verify" method="get"><p><label for="code">${t('certificates.public.ask')}</label></p>
<p><input id="code" name="code" required maxlength="200" autocomplete="off" autocapitalize="characters" spellcheck="false">
<input type="hidden" name="lang" value="${locale}"> <button type="submit">${t('certificates.public.about')}</button></p></form>`;
};

/** What a certificate is found to be. */
export function renderVerdict(verdict: Verdict, locale: Locale): Promise<string> {
  const reader = { locale, t: translators[locale].t };
  const { state, certificate } = verdict;
  const said = reader.t(`certificates.verdict.${state}`, { issuer: certificate.issuer });
  return renderPage({
    ...{ locale, path: verifyUrl('', certificate.code) },
    title: reader.t('certificates.public.title', { serial: formatCode(certificate.code) }),
    body: html`<p class="mark${state === 'valid' ? '' : ' cancelled'}">${said}</p>
${
  state === 'broken'
    ? ''
    : html`<dl>${verdictFields(verdict, reader).map(
        ([label, value]) => html`<div><dt>${label}</dt><dd><bdi>${value}</bdi></dd></div>`,
      )}</dl>`
}`,
  });
}

/** Asks for a code; what is wrong with the last one, if anything. */
export function renderAsking(
  locale: Locale,
  problem: 'unknown' | 'tooMany' | undefined,
): Promise<string> {
  const { t } = translators[locale];
  const words = { unknown: 'certificates.verdict.unknown', tooMany: 'certificates.public.again' };
  return renderPage({
    ...{ locale, path: '/verify', title: t('certificates.public.about') },
    body: html`${problem === undefined ? '' : html`<p class="mark cancelled">${t(words[problem])}</p>`}
${codeForm(locale)}`,
  });
}
