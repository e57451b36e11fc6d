import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { isUuid } from '../../database/uuid.ts';
import { locales } from '../../language/locale.ts';
import { lazy } from '../../lazy.ts';
import { createDocument, type ServedDocument, serveDocument } from '../served/served-document.ts';
import { isWithinBounds } from './month-grid.ts';
import { type PagePart, readPart } from './page-part.ts';
import { type PageServices, pageDependencies, readPublicCalendar } from './read-calendar.ts';
import { style } from './views/style.ts';

/** Nothing is loaded and nothing runs; the one style is known by its hash, since the pages are cached. */
const contentSecurityPolicy = lazy(() => {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
});

const pageHeaders = () => ({
  'content-security-policy': contentSecurityPolicy(),
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
});

async function notFound(): Promise<Response> {
  const { renderNotFound } = await import('./views/not-found-view.ts');
  return new Response(await renderNotFound(), {
    status: 404,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...pageHeaders(),
    },
  });
}

const htmlType = 'text/html; charset=utf-8';

/** A page of a community that wants it; from memory while nothing that it shows changes. */
async function readPage(
  services: PageServices,
  { communityId, part, lang }: { communityId: string; part: PagePart; lang: string | undefined },
): Promise<ServedDocument | undefined> {
  const calendar = await readPublicCalendar(
    services,
    communityId,
    locales.find((locale) => locale === lang),
  );
  if (!calendar) return undefined;
  const { locale, entries, today } = calendar;
  const isThere =
    part.kind === 'list' ||
    (part.kind === 'month'
      ? isWithinBounds(part.month, today)
      : entries.some(({ uid }) => uid.startsWith(`${part.id}@`)));
  if (!isThere) return undefined;
  const name = part.kind === 'list' ? '' : part.kind === 'month' ? part.month : part.id;
  return services.cache.getOrLoad({
    key: `page ${JSON.stringify([communityId, part.kind, name, locale, today])}`,
    async load() {
      const { renderPart } = await import('./views/page-renderer.ts');
      const text = await renderPart(part, calendar, services.publicUrl);
      return createDocument(text, part.kind === 'file' ? 'text/calendar; charset=utf-8' : htmlType);
    },
    dependencies: () => pageDependencies(services, communityId),
    weight: ({ body }) => Math.ceil(body.length / 1024),
  });
}

/** The public pages of communities. */
export function pageRoutes(services: PageServices): Hono {
  const routes = new Hono();
  const answer = async (context: Context, communityId: string, text?: string) => {
    const part = readPart(text);
    const page =
      part && isUuid(communityId)
        ? await readPage(services, { communityId, part, lang: context.req.query('lang') })
        : undefined;
    if (!page) return notFound();
    return serveDocument(page, context.req.raw, {
      'cache-control': 'public, max-age=300',
      ...pageHeaders(),
    });
  };
  routes.get('/calendar/:community', (context) => answer(context, context.req.param('community')));
  routes.get('/calendar/:community/:part', (context) =>
    answer(context, context.req.param('community'), context.req.param('part')),
  );
  return routes;
}
