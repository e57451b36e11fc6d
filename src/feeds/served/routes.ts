import { type Context, Hono } from 'hono';
import { findCachedCommunity } from '../../context/current-community.ts';
import type { ModuleServices } from '../../context/modules/subject-module.ts';
import { isUuid } from '../../database/uuid.ts';
import { type Locale, locales } from '../../language/locale.ts';
import { fold } from '../../language/text/fold.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { findPersonBySecret } from '../addresses/service.ts';
import { type CommunityFeedQuery, feedFormats } from './addresses.ts';
import {
  dayOf,
  readCommunityTopics,
  renderCommunityCalendar,
  renderPersonCalendar,
} from './renderer.ts';
import { type ServedDocument, serveDocument } from './served-document.ts';
import { webcalUrl } from './subscribe-links.ts';

type FeedServices = Pick<
  ModuleServices,
  'db' | 'cache' | 'calendarSources' | 'publicUrl' | 'zone' | 'now'
>;

/** Longest topic that is looked for. */
const maxTopicLength = 60;

const readLanguage = (given: string | undefined): Locale | undefined =>
  locales.find((locale) => locale === given);

/** For anybody, on any page of the web. */
const publicHeaders = {
  'cache-control': 'public, max-age=300',
  'access-control-allow-origin': '*',
};
/** Their address is a secret: nothing keeps them, shows where they are or finds them. */
const privateHeaders = {
  'cache-control': 'private, max-age=300',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

/**
 * The calendar of a community that wants it read; from memory while nothing that it shows changes. It is kept under the
 * topic as the community spells it: anybody can think of more spellings and topics, which must cost little.
 */
async function readCommunityCalendar(
  services: FeedServices,
  { communityId, format, locale, topic: asked }: CommunityFeedQuery,
): Promise<ServedDocument | undefined> {
  const { db, cache, calendarSources, now } = services;
  const community = await findCachedCommunity(db, communityId, cache);
  if (!community?.hasPublicCalendar) return undefined;
  const day = dayOf(Temporal.Instant.fromEpochMilliseconds(now()));
  const dependencies = () => [
    `Community:${communityId}` as const,
    ...calendarSources.flatMap((source) => source.dependencies(communityId)),
  ];
  const topics =
    asked === undefined
      ? undefined
      : await cache.getOrLoad({
          key: `calendar topics ${communityId} ${day.getTime()}`,
          load: () => readCommunityTopics(services, communityId, day),
          dependencies,
          weight: ({ size }) => 1 + size / 10,
        });
  const topic = topics?.get(fold(asked ?? ''));
  if (asked !== undefined && topic === undefined) return undefined;
  const query = {
    ...{ communityId, format, topic },
    locale: locale === community.locale ? undefined : locale,
  };
  return cache.getOrLoad({
    key: `calendar ${JSON.stringify([communityId, format, query.locale, topic, day.getTime()])}`,
    load: () => renderCommunityCalendar(services, community, query, day),
    dependencies,
    weight: ({ body }) => Math.ceil(body.length / 1024),
  });
}

/** Leads to the same address under the scheme of calendars, for a button that opens the calendar of a device. */
function openOnDevice({ req }: Context, publicUrl: string): Response | undefined {
  if (req.query('open') !== 'device' || publicUrl === '') return undefined;
  const { pathname, searchParams } = new URL(req.url);
  searchParams.delete('open');
  const query = searchParams.size === 0 ? '' : `?${searchParams}`;
  const location = webcalUrl(`${publicUrl}${pathname}${query}`);
  return new Response(null, { status: 302, headers: { location, ...privateHeaders } });
}

const notFound = () => new Response(null, { status: 404 });

/** The calendars of communities, and those of people under secret addresses. */
export function calendarRoutes(services: FeedServices): Hono {
  const routes = new Hono();
  routes.get('/calendar/:file{[^/]+\\.[a-z]+}', async (context) => {
    const [communityId = '', extension] = context.req.param('file').split('.');
    const format = feedFormats.find((one) => one === extension);
    const topic = context.req.query('topic')?.normalize('NFC');
    if (!isUuid(communityId) || !format || (topic?.length ?? 0) > maxTopicLength) return notFound();
    const document = await readCommunityCalendar(services, {
      ...{ communityId, format, topic },
      locale: readLanguage(context.req.query('lang')),
    });
    if (!document) return notFound();
    return (
      openOnDevice(context, services.publicUrl) ??
      serveDocument(document, context.req.raw, publicHeaders)
    );
  });
  routes.get('/calendar/mine/:file', async (context) => {
    const [, secret] = /^([\w-]{32})\.ics$/.exec(context.req.param('file')) ?? [];
    const person = secret === undefined ? null : await findPersonBySecret(services, secret);
    if (!person) return notFound();
    const elsewhere = openOnDevice(context, services.publicUrl);
    if (elsewhere) return elsewhere;
    const reader = {
      id: person.id,
      locale: readLanguage(context.req.query('lang')) ?? person.locale ?? 'vi',
      zone: firstValidZone(services.zone, person.zone),
    };
    const day = dayOf(Temporal.Instant.fromEpochMilliseconds(services.now()));
    const document = await renderPersonCalendar(services, reader, day);
    return serveDocument(document, context.req.raw, privateHeaders);
  });
  return routes;
}
