import { html, raw } from 'hono/html';
import { translators } from '../../../language/catalogue.ts';
import { locales } from '../../../language/locale.ts';
import { style } from './style.ts';

/**
 * That there is no such page, in every language. It is the same for a community that does not exist and for one that
 * does not want pages.
 */
export const renderNotFound = async (): Promise<string> =>
  `${await html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${translators.vi.t('pages.notFound')}</title>
<style>${raw(style)}</style>
</head>
<body>
<main id="content">
${[...locales].reverse().map((locale, index) => {
  const { t } = translators[locale];
  return html`<section lang="${locale}">${index === 0 ? html`<h1>${t('pages.notFound')}</h1>` : html`<h2>${t('pages.notFound')}</h2>`}
<p>${t('pages.notFoundHint')}</p></section>`;
})}
</main>
</body>
</html>
`}`;
