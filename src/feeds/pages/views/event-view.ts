import { html } from 'hono/html';
import type { CalendarEntry } from '../../../context/modules/calendar-source.ts';
import { displayHost } from '../../../message/links/web-link.ts';
import { googleCalendarUrl, outlookCalendarUrl } from '../../calendar/add-links.ts';
import { formatEntryWhen } from '../../syndication/feed.ts';
import { entryPart } from '../addresses.ts';
import { eventStructuredData } from '../structured-data.ts';
import { statusMark, whenOf } from './entry-line-view.ts';
import { renderPage } from './layout-view.ts';
import { addressOf, type PagePicture, type PageReader } from './page-reader.ts';

/** A link that organisers gave, by the host to which it leads. */
const outerLink = (url: string) =>
  // Rows can hold what no command accepts.
  !/^https?:/.test(url) || !URL.canParse(url)
    ? html`<bdi>${url}</bdi>`
    : html`<a href="${url}" rel="nofollow ugc noopener"><bdi>${displayHost(url)}</bdi></a>`;

/** When it was to be, of what was moved. */
const previousWhen = (entry: CalendarEntry, { locale }: PageReader): string | undefined => {
  const { previousStartsAt: startsAt, status } = entry;
  return startsAt && status === 'confirmed'
    ? formatEntryWhen(
        { ...entry, startsAt, endsAt: entry.isAllDay ? nextDay(startsAt) : startsAt },
        locale,
      )
    : undefined;
};

const nextDay = (date: Date): Date => new Date(date.getTime() + 24 * 3_600_000);

function facts(entry: CalendarEntry, reader: PageReader): [label: string, value: unknown][] {
  const { t } = reader;
  const { place, topic, url, sourceUrl } = entry;
  const previous = previousWhen(entry, reader);
  return [
    [t('pages.when'), html`${statusMark(entry, reader)}${whenOf(entry, reader)}`],
    ...(previous === undefined ? [] : [[t('pages.before'), previous] as [string, unknown]]),
    ...(place === '' ? [] : [[t('pages.where'), html`<bdi>${place}</bdi>`] as [string, unknown]]),
    ...(topic === '' ? [] : [[t('pages.topic'), html`<bdi>${topic}</bdi>`] as [string, unknown]]),
    ...(url === undefined || url === sourceUrl
      ? []
      : [[t('pages.link'), outerLink(url)] as [string, unknown]]),
    ...(sourceUrl === undefined
      ? []
      : [[t('pages.source'), outerLink(sourceUrl)] as [string, unknown]]),
  ];
}

function addLinks(shown: CalendarEntry, reader: PageReader) {
  const { t } = reader;
  // What has no date, or does not take place, is in nobody's calendar.
  if (shown.status !== 'confirmed') return '';
  const entry = { ...shown, description: shown.about };
  return html`<section class="subscribe"><h2>${t('calendar.add')}</h2><ul>
<li><a href="${addressOf(reader, `${entryPart(entry)}.ics`)}">iCalendar</a></li>
<li><a href="${googleCalendarUrl(entry)}">${t('calendar.google')}</a></li>
<li><a href="${outlookCalendarUrl(entry)}">${t('calendar.outlook')}</a></li>
</ul></section>`;
}

function botLink({ startPayload }: CalendarEntry, { t, botUrl }: PageReader) {
  const url = startPayload === undefined ? undefined : botUrl(startPayload);
  return url === undefined
    ? ''
    : html`<p><a href="${url}" rel="noopener">${t('pages.openInTelegram')}</a></p>`;
}

/** The page of one event. */
export function renderEvent(
  reader: PageReader,
  entry: CalendarEntry,
  picture: PagePicture | undefined,
): Promise<string> {
  const { t, locale, community } = reader;
  const { name, about, place } = entry;
  const part = entryPart(entry);
  const paragraphs = about.split(/\n+/).filter((line) => line.trim() !== '');
  const when = whenOf(entry, reader);
  return renderPage(reader, {
    title: entry.title,
    heading: html`<bdi>${name}</bdi>`,
    description: [when, place, about].filter((one) => one !== '').join(' · '),
    ...{ part, picture },
    data: eventStructuredData(entry, {
      ...{ url: addressOf(reader, part), image: picture?.url, locale },
      organizer: { name: community.name, url: addressOf(reader) },
    }),
    body: html`<dl>${facts(entry, reader).map(
      ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
    )}</dl>
${paragraphs.map((line) => html`<p class="about"><bdi>${line}</bdi></p>`)}
${botLink(entry, reader)}
${addLinks(entry, reader)}
<p><a href="${addressOf(reader)}">${t('pages.back')}</a></p>`,
  });
}
