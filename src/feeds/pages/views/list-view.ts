import { html, raw } from 'hono/html';
import type { CalendarEntry } from '../../../context/modules/calendar-source.ts';
import { monthTitle } from '../../days/day-view.ts';
import { entriesFrom, entryDays } from '../../days/entry-days.ts';
import { subscribeLinks, webcalUrl } from '../../served/subscribe-links.ts';
import { entryPart } from '../addresses.ts';
import { listStructuredData } from '../structured-data.ts';
import { entryLine } from './entry-line-view.ts';
import { feedAddress } from './head-view.ts';
import { type Page, renderPage } from './layout-view.ts';
import { addressOf, type PagePicture, type PageReader } from './page-reader.ts';

/** Entries of a list: what is further off is in the months. */
const maxListed = 100;

/** Leads from the list to the month and back. */
export const viewLinks = (
  reader: PageReader,
  shown: 'list' | 'month',
  month: Temporal.PlainYearMonth,
) => {
  const mark = (view: 'list' | 'month') => (view === shown ? raw(' aria-current="page"') : '');
  return html`<nav class="views" aria-label="${reader.t('pages.views')}"><a href="${addressOf(reader)}"${mark('list')}>${reader.t('pages.list')}</a>
<a href="${addressOf(reader, month.toString())}"${mark('month')}>${reader.t('pages.monthView')}</a></nav>`;
};

/** How to have the calendar in one's own. */
function subscribeSection(reader: PageReader) {
  const { t, community, publicUrl } = reader;
  const url = feedAddress(reader, 'ics');
  const { google, outlook } = publicUrl === '' ? {} : subscribeLinks(url, community.name);
  const links: [label: string, url: string][] = [
    ...(publicUrl === '' ? [] : [[t('calendar.device'), webcalUrl(url)] as [string, string]]),
    ...(google === undefined ? [] : [[t('calendar.google'), google] as [string, string]]),
    ...(outlook === undefined ? [] : [[t('calendar.outlook'), outlook] as [string, string]]),
    ['iCalendar', url],
    ['Atom', feedAddress(reader, 'atom')],
    ['JSON', feedAddress(reader, 'json')],
  ];
  return html`<section class="subscribe"><h2>${t('pages.subscribe')}</h2>
<ul>${links.map(([label, target]) => html`<li><a href="${target}">${label}</a></li>`)}</ul></section>`;
}

/** What is coming, by month. */
export function renderList(
  reader: PageReader,
  entries: readonly CalendarEntry[],
  picture: PagePicture | undefined,
): Promise<string> {
  const { t, community, today } = reader;
  const coming = entriesFrom(entries, today);
  const listed = coming.slice(0, maxListed);
  const months = Map.groupBy(listed, (entry) => {
    const { first } = entryDays(entry);
    const isPast = Temporal.PlainDate.compare(first, today) < 0;
    return (isPast ? today : first).toPlainYearMonth().toString();
  });
  const page: Page = {
    title: community.name,
    description: t('pages.about', { count: coming.length, community: community.name }),
    part: undefined,
    picture,
    data: listStructuredData(listed.map((entry) => addressOf(reader, entryPart(entry)))),
    body: html`${viewLinks(reader, 'list', today.toPlainYearMonth())}
${coming.length === 0 ? html`<p>${t('pages.nothingComing')}</p>` : ''}
${[...months].map(
  ([month, group]) =>
    html`<section><h2>${monthTitle(Temporal.PlainYearMonth.from(month), reader)}</h2>
<ol>${group.map((entry) => entryLine(entry, reader))}</ol></section>`,
)}
${coming.length > maxListed ? html`<p>${t('pages.more', { count: coming.length - maxListed })}</p>` : ''}
${subscribeSection(reader)}`,
  };
  return renderPage(reader, page);
}
