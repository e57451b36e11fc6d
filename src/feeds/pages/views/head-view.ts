import { html, raw } from 'hono/html';
import { intlLocales, locales } from '../../../language/locale.ts';
import { truncate } from '../../../message/text/truncate.ts';
import { communityFeedUrl, type FeedFormat } from '../../served/addresses.ts';
import { jsonInHtml } from '../structured-data.ts';
import { addressOf, type PagePicture, type PageReader, translationsOf } from './page-reader.ts';

/** What a page says of itself to those who link to it. */
export interface PageHead {
  title: string;
  description: string;
  /** See {@link addressOf}. */
  part: string | undefined;
  /** Not to be found by searching. */
  isHidden?: boolean;
  picture: PagePicture | undefined;
  /** See structured-data.ts; undefined where there is none. */
  data: unknown;
}

/** Characters of a description: search engines and chats show no more. */
const maxDescriptionLength = 200;

const contentTypes: Readonly<Record<FeedFormat, string>> = {
  ics: 'text/calendar',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
};

/** As Facebook writes languages: `vi_VN`. */
const ogLocale = (locale: keyof typeof intlLocales): string =>
  intlLocales[locale].replace('-', '_');

/** The address of the community's calendar in a format, in the reader's language. */
export const feedAddress = (
  { community, locale, publicUrl }: PageReader,
  format: FeedFormat,
): string =>
  communityFeedUrl(publicUrl, {
    ...{ communityId: community.id, format },
    locale: locale === community.locale ? undefined : locale,
  });

const meta = (property: string, content: string | number) =>
  html`<meta property="${property}" content="${content}">
`;

const pictureTags = ({
  url,
  width,
  height,
  alt,
}: PagePicture) => html`${meta('og:image', url)}${meta(
  'og:image:type',
  'image/png',
)}${meta('og:image:width', width)}${meta('og:image:height', height)}${meta('og:image:alt', alt)}<meta name="twitter:image:alt" content="${alt}">
`;

/** Open Graph and Twitter cards. Source: ogp.me; they need whole addresses. */
function cardTags(reader: PageReader, { title, description, part, picture }: PageHead) {
  const { locale, community, publicUrl } = reader;
  return html`${meta('og:type', 'website')}${meta('og:site_name', community.name)}${meta('og:title', title)}${meta(
    'og:description',
    description,
  )}${meta('og:locale', ogLocale(locale))}${locales
    .filter((other) => other !== locale)
    .map((other) => meta('og:locale:alternate', ogLocale(other)))}${
    publicUrl === '' ? '' : meta('og:url', addressOf(reader, part))
  }${picture ? pictureTags(picture) : ''}<meta name="twitter:card" content="${
    picture ? 'summary_large_image' : 'summary'
  }">
`;
}

/** The head of a page, with its style. */
export function pageHead(reader: PageReader, head: PageHead, style: string) {
  const { community } = reader;
  const { title, part, isHidden, data } = head;
  const description = truncate(head.description.replace(/\s+/g, ' ').trim(), maxDescriptionLength);
  const whole = title === community.name ? title : `${title} · ${community.name}`;
  return html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${whole}</title>
<meta name="description" content="${description}">
${isHidden ? html`<meta name="robots" content="noindex">` : ''}
<link rel="canonical" href="${addressOf(reader, part)}">
${translationsOf(reader, part).map(
  ({ locale, url }) => html`<link rel="alternate" hreflang="${locale}" href="${url}">
`,
)}<link rel="alternate" hreflang="x-default" href="${addressOf(reader, part, community.locale)}">
${(['ics', 'atom', 'json'] as const).map(
  (format) =>
    html`<link rel="alternate" type="${contentTypes[format]}" title="${community.name}" href="${feedAddress(reader, format)}">
`,
)}${cardTags(reader, { ...head, description })}${
  data === undefined
    ? ''
    : html`<script type="application/ld+json">${raw(jsonInHtml(data))}</script>
`
}<style>${raw(style)}</style>
</head>`;
}
