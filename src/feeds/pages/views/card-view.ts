import type { CalendarEntry } from '../../../context/modules/calendar-source.ts';
import { type CardDrawing, maxDrawn } from '../../../pictures/drawing/drawing.ts';
import { entriesFrom } from '../../days/entry-days.ts';
import { daysOfMonth } from '../../days/month-grid.ts';
import { whenOf } from './entry-line-view.ts';
import type { PageReader } from './page-reader.ts';

const card = (
  reader: PageReader,
  given: Pick<CardDrawing, 'title' | 'lines'> & { rest?: number },
): CardDrawing => ({
  kind: 'card',
  scheme: 'light',
  title: given.title,
  community: given.title === reader.community.name ? '' : reader.community.name,
  lines: given.lines,
  more: given.rest ? reader.t('calendar.picture.more', { count: given.rest }) : '',
});

/** The card of one event. */
export const eventCard = (entry: CalendarEntry, reader: PageReader): CardDrawing =>
  card(reader, {
    title: entry.title,
    lines: [
      { label: reader.t('pages.when'), text: whenOf(entry, reader) },
      ...(entry.place === '' ? [] : [{ label: reader.t('pages.where'), text: entry.place }]),
    ],
  });

function listCard(title: string, entries: readonly CalendarEntry[], reader: PageReader) {
  const shown = entries.slice(0, maxDrawn);
  return card(reader, {
    title,
    lines: shown.map((entry) => ({ label: whenOf(entry, reader), text: entry.title })),
    rest: entries.length - shown.length,
  });
}

/** The card of what is coming. */
export const comingCard = (entries: readonly CalendarEntry[], reader: PageReader): CardDrawing =>
  listCard(reader.community.name, entriesFrom(entries, reader.today), reader);

/** The card of a month. */
export const monthCard = (
  month: Temporal.PlainYearMonth,
  title: string,
  entries: readonly CalendarEntry[],
  reader: PageReader,
): CardDrawing => {
  const shown = new Set(daysOfMonth(month, entries).flatMap((day) => day.entries));
  return listCard(title, [...shown], reader);
};
