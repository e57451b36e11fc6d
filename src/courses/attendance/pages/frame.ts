import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Locale } from '../../../language/locale.ts';

interface Frame {
  locale: Locale;
  title: string;
  style: string;
  body: unknown;
  /** After so many seconds the page is loaded again. */
  refreshAfter?: number;
}

export const renderFrame = async ({ locale, title, style, body, refreshAfter }: Frame) =>
  `${await html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">${
    refreshAfter === undefined
      ? ''
      : html`
<meta http-equiv="refresh" content="${refreshAfter}">`
  }
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`}`;

/** A page whose address is a secret: nothing keeps it, shows where it is, finds it, frames it or runs in it. */
export const answerPage = (
  body: string,
  { style, status = 200 }: { style: string; status?: number },
): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
  });
