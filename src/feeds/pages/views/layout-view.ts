import { html, raw } from 'hono/html';
import { localeNames } from '../../../language/locale.ts';
import { type PageHead, pageHead } from './head-view.ts';
import { addressOf, type PageReader, translationsOf } from './page-reader.ts';
import { style } from './style.ts';

export interface Page extends PageHead {
  /** What the page shows, under its heading. */
  body: unknown;
  /** The heading; the title of the page by default. */
  heading?: unknown;
}

/** A whole page, in the reader's language. */
export async function renderPage(reader: PageReader, page: Page): Promise<string> {
  const { t, locale, community } = reader;
  const { part, title, heading = html`<bdi>${title}</bdi>`, body } = page;
  return `${await html`<!doctype html>
<html lang="${locale}" prefix="og: https://ogp.me/ns#">
${pageHead(reader, page, style)}
<body>
<a class="skip" href="#content">${t('pages.skip')}</a>
<header>
<a class="site" href="${addressOf(reader)}"><bdi>${community.name}</bdi></a>
<nav aria-label="${t('pages.languages')}">${translationsOf(reader, part).map(
    ({ locale: other, url }) =>
      html`<a href="${url}" lang="${other}" hreflang="${other}"${other === locale ? raw(' aria-current="true"') : ''}>${localeNames[other]}</a>`,
  )}</nav>
</header>
<main id="content" tabindex="-1">
<h1>${heading}</h1>
${body}
</main>
</body>
</html>
`}`;
}
