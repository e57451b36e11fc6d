import { z } from 'zod';

const plainText = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The attributes of every element of this name. */
export const elementsOf = (html: string, name: string): Record<string, string>[] =>
  [...html.matchAll(new RegExp(`<${name}\\s([^>]*)>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        plainText(value),
      ]),
    ),
  );

/** The tags of Open Graph and Twitter by name. */
export const cardOf = (html: string): Record<string, string> =>
  Object.fromEntries(
    elementsOf(html, 'meta').flatMap(({ property, name, content = '' }) => {
      const key = property ?? name;
      return key === undefined ? [] : [[key, content]];
    }),
  );

/** Where `<link rel=…>` elements lead, by their language or type. */
export const linksOf = (html: string, rel: string): Record<string, string> =>
  Object.fromEntries(
    elementsOf(html, 'link')
      .filter((one) => one.rel === rel)
      .map(({ hreflang, type, href = '' }) => [hreflang ?? type ?? '', href]),
  );

/** The structured data of a page, as a search engine reads it: the text up to the first end of the element. */
export function structuredDataOf(html: string): unknown {
  const [, text] = /<script type="application\/ld\+json">(.*?)<\/script/is.exec(html) ?? [];
  return text === undefined ? undefined : JSON.parse(text);
}

/** A day alone, or a time to the second with its offset. Source: Google, "Event structured data", startDate. */
const dateSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true, local: false })]);
const url = z.url({ protocol: /^https$/ });

const placeSchema = z.strictObject({
  '@type': z.literal('Place'),
  name: z.string().min(1),
  address: z.string().min(1),
});
const virtualSchema = z.strictObject({ '@type': z.literal('VirtualLocation'), url });

const eventBase = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@type': z.literal('Event'),
  '@id': url,
  url,
  name: z.string().min(1),
  inLanguage: z.enum(['vi', 'en']),
  description: z.string().min(1).optional(),
  startDate: dateSchema,
  endDate: dateSchema.optional(),
  eventStatus: z.enum(
    ['Scheduled', 'Cancelled', 'Postponed', 'Rescheduled'].map(
      (status) => `https://schema.org/Event${status}`,
    ),
  ),
  previousStartDate: dateSchema.optional(),
  eventAttendanceMode: z
    .enum(
      ['Offline', 'Online', 'Mixed'].map((mode) => `https://schema.org/${mode}EventAttendanceMode`),
    )
    .optional(),
  location: z.union([placeSchema, virtualSchema, z.tuple([placeSchema, virtualSchema])]).optional(),
  image: z.array(url).min(1).optional(),
  organizer: z.strictObject({ '@type': z.literal('Organization'), name: z.string().min(1), url }),
});

/**
 * An event as search engines want it. Required: name, startDate, and location where one is known; recommended: the rest
 * but offers and performer, which we do not know. Source: https://developers.google.com/search/docs/appearance/structured-data/event
 * and schema.org/Event, eventStatus, eventAttendanceMode, previousStartDate.
 */
export const eventDataSchema = eventBase.superRefine((event, context) => {
  const problem = (message: string) => context.addIssue({ code: 'custom', message });
  const isMoved = event.eventStatus === 'https://schema.org/EventRescheduled';
  if (isMoved !== (event.previousStartDate !== undefined))
    problem('a previous start belongs to what was rescheduled, and to nothing else');
  if ((event.location === undefined) !== (event.eventAttendanceMode === undefined))
    problem('a location has a mode, and a mode a location');
  if (event.endDate !== undefined && event.endDate.length !== event.startDate.length)
    problem('both are days, or both are times');
  if (event.endDate !== undefined && Date.parse(event.endDate) < Date.parse(event.startDate))
    problem('it ends before it starts');
});

/**
 * What makes a card of a page. Source: ogp.me, "Basic Metadata" and "Structured Properties"; Facebook, "Sharing
 * Best Practices": pictures of 1200 × 630.
 */
export const cardSchema = z.object({
  description: z.string().min(1).max(200),
  'og:type': z.literal('website'),
  'og:site_name': z.string().min(1),
  'og:title': z.string().min(1),
  'og:description': z.string().min(1).max(200),
  'og:url': url,
  'og:locale': z.enum(['vi_VN', 'en_GB']),
  'og:locale:alternate': z.enum(['vi_VN', 'en_GB']),
  'og:image': url,
  'og:image:type': z.literal('image/png'),
  'og:image:width': z.literal('1200'),
  'og:image:height': z.literal('630'),
  'og:image:alt': z.string().min(1),
  'twitter:card': z.literal('summary_large_image'),
});
