import { html } from 'hono/html';
import type { CalendarEntry } from '../../../context/modules/calendar-source.ts';
import { formatDate, formatTime } from '../../../language/format-date.ts';
import { timeInZone } from '../../calendar/time-value.ts';
import { lunarDay, monthTitle } from '../../days/day-view.ts';
import { type DayOf, daysOfMonth, neighbours, weeksOf } from '../../days/month-grid.ts';
import { entryPart } from '../addresses.ts';
import { entryLine, statusMark } from './entry-line-view.ts';
import { renderPage } from './layout-view.ts';
import { viewLinks } from './list-view.ts';
import { addressOf, type PagePicture, type PageReader } from './page-reader.ts';

type Day = DayOf<CalendarEntry>;

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Entries of a day: many that last for weeks would make a page of many megabytes. */
const maxOnDay = 20;

/** What is shown of a day, and how many are left out. */
const shownOn = ({ entries }: Day) => ({
  shown: entries.slice(0, maxOnDay),
  rest: Math.max(0, entries.length - maxOnDay),
});

/** When a timed entry begins, on the day on which it does. */
function startOn({ isAllDay, startsAt, zone }: CalendarEntry, date: Temporal.PlainDate) {
  const start = timeInZone(startsAt, zone);
  return isAllDay || !start.toPlainDate().equals(date)
    ? ''
    : html`<span class="at">${formatTime(start.toPlainTime())}</span> `;
}

const dayId = ({ date }: Day): string => `day-${date.day}`;

/** A day of the grid: its number, the lunar one, and what is on. On a narrow screen it leads to the list under the grid. */
function dayCell(day: Day | undefined, reader: PageReader) {
  if (!day) return html`<td class="outside"></td>`;
  const { date, entries } = day;
  const { t, locale, today } = reader;
  const lunar = lunarDay(reader, date);
  const { shown, rest } = shownOn(day);
  const number = html`<time datetime="${date.toString()}"><span aria-hidden="true">${date.day}</span><span class="unseen">${formatDate(date, locale, today)}</span></time>`;
  return html`<td class="${date.equals(today) ? 'today' : ''}"><p class="number">${
    entries.length === 0
      ? number
      : html`<a class="to-day" href="#${dayId(day)}">${number} <span class="dots" aria-hidden="true">${'•'.repeat(Math.min(entries.length, 3))}</span><span class="unseen">${t('pages.onDay', { count: entries.length })}</span></a><span class="alone">${number}</span>`
  }${lunar ? html`<span class="lunar"><span aria-hidden="true">${lunar.short}</span><span class="unseen">${lunar.long}</span></span>` : ''}</p>
${
  entries.length === 0
    ? ''
    : html`<ul>${shown.map(
        (entry) =>
          html`<li class="${entry.status}">${statusMark(entry, reader)}${startOn(entry, date)}<a href="${addressOf(reader, entryPart(entry))}"><bdi>${entry.name}</bdi></a></li>`,
      )}${rest === 0 ? '' : html`<li>${t('pages.moreOnDay', { count: rest })}</li>`}</ul>`
}</td>`;
}

/** A day of the list for narrow screens. */
function daySection(day: Day, reader: PageReader) {
  const { t, locale, today } = reader;
  const { shown, rest } = shownOn(day);
  return html`<section id="${dayId(day)}"><h2>${formatDate(day.date, locale, today)}</h2>
<ol>${shown.map((entry) => entryLine(entry, reader))}</ol>${
    rest === 0 ? '' : html`<p>${t('pages.moreOnDay', { count: rest })}</p>`
  }</section>`;
}

function grid(days: readonly Day[], title: string, reader: PageReader) {
  const { t } = reader;
  return html`<table>
<caption class="unseen">${t('pages.gridOf', { month: title })}</caption>
<thead><tr>${weekdays.map(
    (day) =>
      html`<th scope="col" abbr="${t(`dates.weekday.${day}`)}"><span aria-hidden="true">${t(`dates.shortWeekday.${day}`)}</span><span class="unseen">${t(`dates.weekday.${day}`)}</span></th>`,
  )}</tr></thead>
<tbody>${weeksOf(days).map((week) => html`<tr>${week.map((day) => dayCell(day, reader))}</tr>`)}</tbody>
</table>`;
}

function monthLinks(
  month: Temporal.PlainYearMonth,
  entries: readonly CalendarEntry[],
  reader: PageReader,
) {
  const { t, today } = reader;
  const { previous, next } = neighbours(month, entries, today);
  const to = (other: Temporal.PlainYearMonth | undefined, rel: 'prev' | 'next') =>
    other
      ? html`<a rel="${rel}" href="${addressOf(reader, other.toString())}">${t(
          rel === 'prev' ? 'pages.previous' : 'pages.next',
          { month: monthTitle(other, reader) },
        )}</a>`
      : '';
  return html`<nav class="months" aria-label="${t('pages.months')}">${to(previous, 'prev')} ${to(next, 'next')}</nav>`;
}

/** A month as a table, with a list of its days for narrow screens. */
export function renderMonth(
  reader: PageReader,
  month: Temporal.PlainYearMonth,
  entries: readonly CalendarEntry[],
  picture: PagePicture | undefined,
): Promise<string> {
  const { t, community } = reader;
  const title = monthTitle(month, reader);
  const days = daysOfMonth(month, entries);
  const busy = days.filter((day) => day.entries.length > 0);
  const count = new Set(busy.flatMap((day) => day.entries)).size;
  return renderPage(reader, {
    title,
    description: t('pages.aboutMonth', { count, month: title, community: community.name }),
    part: month.toString(),
    isHidden: count === 0,
    picture,
    data: undefined,
    body: html`${viewLinks(reader, 'month', month)}
${monthLinks(month, entries, reader)}
${count === 0 ? html`<p>${t('pages.nothingThisMonth')}</p>` : ''}
${grid(days, title, reader)}
<div class="days">${busy.map((day) => daySection(day, reader))}</div>`,
  });
}
