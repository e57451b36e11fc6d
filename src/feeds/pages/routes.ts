import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { isUuid } from '../../database/uuid.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { locales } from '../../language/locale.ts';
import { lazy } from '../../lazy.ts';
import { drawingHash } from '../../pictures/drawing/drawer.ts';
import { isWithinBounds } from '../days/month-grid.ts';
import {
  createDocument,
  isAmong,
  type ServedDocument,
  serveDocument,
} from '../served/served-document.ts';
import { type PagePart, type PageSubject, readPart } from './page-part.ts';
import {
  type CommunityCalendar,
  type PageServices,
  pageDependencies,
  readPublicCalendar,
} from './read-calendar.ts';
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

/** Whether a calendar has a subject. */
const isThere = (subject: PageSubject, { entries, today }: CommunityCalendar): boolean =>
  subject.kind === 'list' ||
  (subject.kind === 'month'
    ? isWithinBounds(subject.month, today)
    : entries.some(({ uid }) => uid.startsWith(`${subject.id}@`)));

/** A page, or an event as a file; from memory while nothing that it shows changes. */
function readDocument(
  services: PageServices,
  { subject, form }: PagePart,
  calendar: CommunityCalendar,
): Promise<ServedDocument> {
  const { community, locale, today } = calendar;
  const { privateChatUrl: botUrl } = services.platformPermissions.telegram;
  return services.cache.getOrLoad({
    // A bot's address is unknown until it is connected.
    key: `page ${JSON.stringify([community.id, form, subject, locale, today, botUrl()])}`,
    async load() {
      const { renderFile, renderSubject } = await import('./views/page-renderer.ts');
      return form === 'file' && subject.kind === 'event'
        ? createDocument(renderFile(subject.id, calendar), 'text/calendar; charset=utf-8')
        : createDocument(
            await renderSubject(subject, calendar, { publicUrl: services.publicUrl, botUrl }),
            'text/html; charset=utf-8',
          );
    },
    dependencies: () => pageDependencies(services, community.id),
    weight: ({ body }) => Math.ceil(body.length / 1024),
  });
}

/** Pictures of pages that wait to be drawn at most: commands have the other places. */
const drawnPlaces = 5;

/** What is drawn of a page, with its hash; from memory while nothing that it shows changes. */
function readCard(services: PageServices, subject: PageSubject, calendar: CommunityCalendar) {
  const { community, locale, today } = calendar;
  return services.cache.getOrLoad({
    key: `card ${JSON.stringify([community.id, subject, locale, today])}`,
    async load() {
      const { cardOf } = await import('./views/page-renderer.ts');
      const card = cardOf(subject, calendar, services.publicUrl);
      return { card, hash: drawingHash(card) };
    },
    dependencies: () => pageDependencies(services, community.id),
  });
}

/** The picture of a page; what a reader has already is not drawn. */
async function servePicture(
  services: PageServices,
  subject: PageSubject,
  calendar: CommunityCalendar,
  request: Request,
): Promise<Response> {
  const { card, hash } = await readCard(services, subject, calendar);
  const etag = `"${hash}"`;
  const headers = { ...pageHeaders(), etag, 'cache-control': 'public, max-age=300' };
  if (isAmong(etag, request.headers.get('if-none-match') ?? ''))
    return new Response(null, { status: 304, headers });
  try {
    const body = await services.drawer.draw(card, drawnPlaces);
    return new Response(body, { headers: { 'content-type': 'image/png', ...headers } });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return new Response(null, { status: 503, headers: { 'retry-after': '60' } });
  }
}

/** The public pages of communities. */
export function pageRoutes(services: PageServices): Hono {
  const routes = new Hono();
  const answer = async (context: Context, communityId: string, text?: string) => {
    const part = readPart(text);
    const lang = context.req.query('lang');
    const calendar =
      part && isUuid(communityId)
        ? await readPublicCalendar(
            services,
            communityId,
            locales.find((locale) => locale === lang),
          )
        : undefined;
    if (!part || !calendar || !isThere(part.subject, calendar)) return notFound();
    if (part.form === 'picture')
      return servePicture(services, part.subject, calendar, context.req.raw);
    return serveDocument(await readDocument(services, part, calendar), context.req.raw, {
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
