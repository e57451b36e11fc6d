import { html } from 'hono/html';
import type { CalendarEntry } from '../../../context/modules/calendar-source.ts';
import { formatZone } from '../../../language/zones/format-zone.ts';
import { firstValidZone, haveSameOffset } from '../../../language/zones/zone.ts';
import { lunarDay } from '../../days/day-view.ts';
import { entryDays } from '../../days/entry-days.ts';
import { formatEntryWhen } from '../../syndication/feed.ts';
import { entryPart } from '../addresses.ts';
import { addressOf, type PageReader } from './page-reader.ts';

/** The mark of what does not take place as planned. */
export function statusMark({ status }: CalendarEntry, { t }: Pick<PageReader, 't'>) {
  if (status === 'confirmed') return '';
  return html`<span class="mark ${status}">${t(
    status === 'cancelled' ? 'pages.cancelled' : 'pages.postponed',
  )}</span> `;
}

/** When an entry is; of a postponed one, that a new date follows. */
export function whenOf(entry: CalendarEntry, reader: PageReader): string {
  const { t, locale, community, today } = reader;
  const when = formatEntryWhen(entry, locale);
  const [own, home] = [firstValidZone('UTC', entry.zone), firstValidZone('UTC', community.zone)];
  const at = today.toZonedDateTime(home).toInstant();
  const zone =
    entry.isAllDay || haveSameOffset(own, home, at)
      ? when
      : `${when} · ${formatZone(own, locale, at)}`;
  const lunar = lunarDay(reader, entryDays(entry).first);
  const whole = lunar ? `${zone} · ${lunar.long}` : zone;
  return entry.status === 'tentative' ? t('pages.toBeAnnounced', { was: whole }) : whole;
}

/** An entry in a list: its title, when and where it is. */
export const entryLine = (entry: CalendarEntry, reader: PageReader) =>
  html`<li class="entry ${entry.status}"><a href="${addressOf(reader, entryPart(entry))}"><bdi>${entry.name}</bdi></a>
<p>${statusMark(entry, reader)}<time datetime="${entryDays(entry).first.toString()}">${whenOf(entry, reader)}</time>${
    entry.place === '' ? '' : html`<br><bdi>${entry.place}</bdi>`
  }</p></li>
`;
