import type { Locale } from '../../language/locale.ts';
import {
  type Content,
  fields,
  heading,
  list,
  message,
  paragraph,
  strike,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type EventReader, eventTone, formatEventTimes, localizedEvent } from '../messages.ts';
import { announcementButtons, composeInEveryLanguage } from './announcement-messages.ts';
import { describeDifferences } from './change-messages.ts';
import { headlineOf, isMoved } from './diff.ts';
import type { DateDiff, SeriesNews } from './services.ts';

/** Dates in one message; of further ones their number is said. */
const mostDates = 10;

/** A date, with the former one where it has moved; cancelled ones are struck out. */
function dateLine({ before, after }: DateDiff, reader: EventReader): Content {
  const was = formatEventTimes(before, reader);
  if (after.state === 'cancelled') return [strike(was)];
  return isMoved(before, after) ? [strike(was), ' → ', formatEventTimes(after, reader)] : was;
}

/** The headline of changed dates; a pause cancels dates that take place again when it ends. */
const headlineOfDates = (action: SeriesNews['action'], { before, after }: DateDiff) =>
  before.state === 'cancelled' ? 'resumed' : headlineOf({ action, after });

function datesChangedMessage({ action, diffs, reason }: SeriesNews, reader: EventReader): Message {
  const { t, locale } = reader;
  const [first] = diffs;
  if (!first) return message([]);
  const { title } = localizedEvent(first.after, locale);
  // Times are said for each date.
  const text = { ...first.after, state: first.before.state };
  const same = {
    before: { ...first.before, startsAt: text.startsAt, endsAt: text.endsAt, allDay: text.allDay },
    after: text,
  };
  const entries = [
    ...describeDifferences(same, reader, { when: (event) => formatEventTimes(event, reader) }),
    ...(reason === undefined ? [] : [[t('events.reason'), reason] as const]),
  ];
  const more = diffs.length - mostDates;
  return message(
    [
      heading(t(`events.changed.${headlineOfDates(action, first)}`, { title })),
      ...(entries.length === 0 ? [] : [fields(entries)]),
      paragraph(t('events.series.concerned', { count: diffs.length })),
      list([
        ...diffs.slice(0, mostDates).map((diff) => dateLine(diff, reader)),
        ...(more > 0 ? [t('events.series.moreDates', { count: more })] : []),
      ]),
    ],
    {
      tone: eventTone(first.after),
      buttons: diffs.length === 1 ? [announcementButtons(first.after, reader)] : [],
    },
  );
}

/** What has changed of several dates of a series, in each language. */
export const datesChangedMessages = (
  news: SeriesNews,
  now: Temporal.Instant,
): Record<Locale, Message> => {
  const [first] = news.diffs;
  if (!first) throw new RangeError('No date has changed');
  return composeInEveryLanguage(first.after, now, (reader) => datesChangedMessage(news, reader));
};
