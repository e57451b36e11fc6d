import type { CalendarEntry, CalendarReader } from '../../context/modules/calendar-source.ts';
import type { Community } from '../../database/generated/client.ts';
import { formatDate, formatPeriod, formatTime } from '../../language/format-date.ts';
import { longestAlt } from '../../message/message.ts';
import { truncate } from '../../message/text/truncate.ts';
import {
  type DrawnDay,
  type DrawnEntry,
  type MonthDrawing,
  maxDrawn,
  type Scheme,
  type WeekDrawing,
} from '../../pictures/drawing/drawing.ts';
import { timeInZone } from '../calendar/time-value.ts';
import { lunarDay, monthTitle } from '../days/day-view.ts';
import { entryDays } from '../days/entry-days.ts';
import { type DayOf, daysOf, daysOfMonth, weeksOf } from '../days/month-grid.ts';
import type { PicturePeriod } from './picture-period.ts';

/** Who looks at a picture, and how it is coloured. */
export interface PictureReader extends Pick<CalendarReader, 't' | 'locale'> {
  community: Pick<Community, 'name' | 'showsLunarDates'>;
  today: Temporal.PlainDate;
  scheme: Scheme;
}

type Day = DayOf<CalendarEntry>;

/** When an entry begins on a day; empty for whole days, and for a day on which it goes on. */
const timeOn = ({ isAllDay, startsAt, zone }: CalendarEntry, date: Temporal.PlainDate): string => {
  const start = timeInZone(startsAt, zone);
  return isAllDay || !start.toPlainDate().equals(date) ? '' : formatTime(start.toPlainTime());
};

/** What is cancelled is struck through, without its mark. */
const drawnEntry = (entry: CalendarEntry, date: Temporal.PlainDate): DrawnEntry => ({
  time: timeOn(entry, date),
  title: entry.status === 'cancelled' ? entry.name : entry.title,
  place: entry.place,
  isCancelled: entry.status === 'cancelled',
});

function drawnDay({ date, entries }: Day, label: string, reader: PictureReader): DrawnDay {
  const drawn = entries.length > maxDrawn ? entries.slice(0, maxDrawn - 1) : entries;
  const rest = entries.length - drawn.length;
  return {
    label,
    lunar: lunarDay(reader, date)?.short ?? '',
    isToday: date.equals(reader.today),
    entries: drawn.map((entry) => drawnEntry(entry, date)),
    more: rest === 0 ? '' : reader.t('calendar.picture.more', { count: rest }),
  };
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** What a picture shows, as it is drawn, in words for those who do not see it, and as lines under it. */
export interface PictureView {
  drawing: MonthDrawing | WeekDrawing;
  alt: string;
  title: string;
  /** One for each event. */
  lines: readonly string[];
}

/** When an entry is: its days, and its hour where it is on one day. */
function whenOf(entry: CalendarEntry, { locale, today }: PictureReader): string {
  const { first, last } = entryDays(entry);
  if (!first.equals(last))
    return formatPeriod({ from: first, until: last.add({ days: 1 }) }, locale, today);
  return [formatDate(first, locale, today), timeOn(entry, first)].join(' ').trim();
}

/** Lines for those who do not see the picture: when, what and where. */
const linesOf = (days: readonly Day[], reader: PictureReader): string[] =>
  [...new Set(days.flatMap(({ entries }) => entries))].map((entry) =>
    [`${whenOf(entry, reader)}: ${entry.title}`, entry.place]
      .filter((part) => part !== '')
      .join(', '),
  );

/** A month or a week of a community. */
export function pictureView(
  period: PicturePeriod,
  entries: readonly CalendarEntry[],
  reader: PictureReader,
): PictureView {
  const { t, locale, community, scheme, today } = reader;
  const isMonth = period.kind === 'month';
  const days = isMonth ? daysOfMonth(period.month, entries) : daysOf(period, entries);
  const title = isMonth ? monthTitle(period.month, reader) : formatPeriod(period, locale);
  const shared = { scheme, title, community: community.name };
  const lines = linesOf(days, reader);
  const drawing: PictureView['drawing'] = isMonth
    ? {
        ...{ kind: 'month', ...shared },
        weekdays: weekdays.map((day) => t(`dates.shortWeekday.${day}`)),
        weeks: weeksOf(days).map((week) =>
          week.map((day) => (day ? drawnDay(day, String(day.date.day), reader) : null)),
        ),
      }
    : {
        ...{ kind: 'week', ...shared },
        days: days.map((day) => drawnDay(day, formatDate(day.date, locale, today), reader)),
      };
  const says = lines.length === 0 ? t('calendar.picture.nothing') : lines.join('; ');
  const alt = t('calendar.picture.alt', { title, community: community.name, says });
  return { ...{ drawing, title, lines }, alt: truncate(alt, longestAlt) };
}
