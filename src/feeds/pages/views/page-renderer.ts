import type { CalendarEntry } from '../../../context/modules/calendar-source.ts';
import { translators } from '../../../language/catalogue.ts';
import { drawingHash } from '../../../pictures/drawing/drawer.ts';
import { type CardDrawing, cardSize } from '../../../pictures/drawing/drawing.ts';
import { writeCalendar } from '../../calendar/write-calendar.ts';
import { monthTitle } from '../../days/day-view.ts';
import { entryPart } from '../addresses.ts';
import { type PageSubject, picturePart } from '../page-part.ts';
import type { CommunityCalendar } from '../read-calendar.ts';
import { comingCard, eventCard, monthCard } from './card-view.ts';
import { renderEvent } from './event-view.ts';
import { renderList } from './list-view.ts';
import { renderMonth } from './month-view.ts';
import { addressOf, type PagePicture, type PageReader } from './page-reader.ts';

/** Where the pages are, and where what they show is opened in a bot. */
type PageAddresses = Pick<PageReader, 'publicUrl' | 'botUrl'>;

const readerOf = (
  { community, locale, today }: CommunityCalendar,
  addresses: PageAddresses,
): PageReader => ({ ...translators[locale], community, today, ...addresses });

/** @throws Error when the event is not in the calendar */
function entryOf({ entries, community }: CommunityCalendar, id: string): CalendarEntry {
  const entry = entries.find((one) => entryPart(one) === id);
  if (!entry) throw new Error(`no entry ${id} in the calendar of ${community.id}`);
  return entry;
}

const partOf = (subject: PageSubject): string | undefined =>
  subject.kind === 'list'
    ? undefined
    : subject.kind === 'month'
      ? subject.month.toString()
      : subject.id;

function drawCard(
  subject: PageSubject,
  calendar: CommunityCalendar,
  reader: PageReader,
): CardDrawing {
  const { entries } = calendar;
  if (subject.kind === 'list') return comingCard(entries, reader);
  if (subject.kind === 'event') return eventCard(entryOf(calendar, subject.id), reader);
  return monthCard(subject.month, monthTitle(subject.month, reader), entries, reader);
}

/** What is drawn of a page for those who link to it. @throws Error when the event is not in the calendar */
export const cardOf = (
  subject: PageSubject,
  calendar: CommunityCalendar,
  publicUrl: string,
): CardDrawing =>
  drawCard(subject, calendar, readerOf(calendar, { publicUrl, botUrl: () => undefined }));

/** A page's picture: its address is another one when it looks different, since chats keep what they have read. */
function pictureOf(
  subject: PageSubject,
  calendar: CommunityCalendar,
  reader: PageReader,
): PagePicture | undefined {
  if (reader.publicUrl === '') return undefined;
  const card = drawCard(subject, calendar, reader);
  const url = new URL(addressOf(reader, picturePart(partOf(subject))));
  url.searchParams.set('v', drawingHash(card).slice(0, 8));
  const alt = [card.title, ...card.lines.flatMap(({ label, text }) => [label, text]), card.more]
    .filter((part) => part !== '')
    .join(' · ');
  return { url: url.href, ...cardSize, alt };
}

/** A page of a calendar. @throws Error when the event is not in the calendar */
export async function renderSubject(
  subject: PageSubject,
  calendar: CommunityCalendar,
  addresses: PageAddresses,
): Promise<string> {
  const reader = readerOf(calendar, addresses);
  const picture = pictureOf(subject, calendar, reader);
  const { entries } = calendar;
  if (subject.kind === 'list') return renderList(reader, entries, picture);
  if (subject.kind === 'month') return renderMonth(reader, subject.month, entries, picture);
  return renderEvent(reader, entryOf(calendar, subject.id), picture);
}

/** An event as a file for calendars. @throws Error when the event is not in the calendar */
export const renderFile = (id: string, calendar: CommunityCalendar): string =>
  writeCalendar([entryOf(calendar, id)]);
