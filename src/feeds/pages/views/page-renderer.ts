import { translators } from '../../../language/catalogue.ts';
import { writeCalendar } from '../../calendar/write-calendar.ts';
import { entryPart } from '../addresses.ts';
import type { PagePart } from '../page-part.ts';
import type { PublicCalendar } from '../read-calendar.ts';
import { renderEvent } from './event-view.ts';
import { renderList } from './list-view.ts';
import { renderMonth } from './month-view.ts';
import type { PageReader } from './page-reader.ts';

/**
 * A page of a calendar, or the file of an event of it.
 * @throws Error when the event is not in the calendar
 */
export async function renderPart(
  part: PagePart,
  { community, locale, entries, today }: PublicCalendar,
  publicUrl: string,
): Promise<string> {
  const reader: PageReader = { ...translators[locale], community, today, publicUrl };
  if (part.kind === 'list') return renderList(reader, entries, undefined);
  if (part.kind === 'month') return renderMonth(reader, part.month, entries, undefined);
  const entry = entries.find((one) => entryPart(one) === part.id);
  if (!entry) throw new Error(`no entry ${part.id} in the calendar of ${community.id}`);
  return part.kind === 'file' ? writeCalendar([entry]) : renderEvent(reader, entry, undefined);
}
