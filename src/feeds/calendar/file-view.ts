import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import type { Translator } from '../../language/catalogue.ts';
import { fold } from '../../language/text/fold.ts';
import { linkButton, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { googleCalendarUrl, outlookCalendarUrl } from './add-links.ts';
import { writeCalendar } from './write-calendar.ts';

/** Letters of a title in the name of its file. */
const maxNameLength = 60;

const fileName = (title: string): string => {
  const name = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, maxNameLength);
  return `${name || 'event'}.ics`;
};

/** An entry as a file for the reader's own calendar, with links for calendars on the web. */
export function calendarFileMessage(entry: CalendarEntry, { t }: Pick<Translator, 't'>): Message {
  return message([paragraph(t('calendar.file', { title: entry.title }))], {
    files: [
      {
        name: fileName(entry.title),
        contentType: 'text/calendar; charset=utf-8',
        content: writeCalendar([entry]),
      },
    ],
    buttons: [
      [
        linkButton(t('calendar.google'), googleCalendarUrl(entry)),
        linkButton(t('calendar.outlook'), outlookCalendarUrl(entry)),
      ],
    ],
  });
}
