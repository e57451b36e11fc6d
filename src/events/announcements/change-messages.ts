import type { Event } from '../../database/generated/client.ts';
import type { Locale } from '../../language/locale.ts';
import { type Content, fields, heading, message, strike } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import { type EventField, listEventFields } from '../fields.ts';
import { type EventReader, eventTone, fieldContent, localizedEvent } from '../messages.ts';
import {
  announcementButtons,
  composeInEveryLanguage,
  sharedEventTime,
} from './announcement-messages.ts';
import { type EventDiff, headlineOf, isMoved } from './diff.ts';

/** How differences are described. */
interface DifferenceOptions {
  when(event: Event): Content;
  /** Long texts are shown as they were, too. */
  isWhole?: boolean;
}

/** `before → after`; without an arrow where there was nothing before. */
const strikeAndReplace = (before: string, after: string): Content => [
  ...(before === '' ? [] : [strike(before), ' → ']),
  after === '' ? '–' : after,
];

/** What has changed of one field; undefined where it is the same for this reader. */
function fieldDifference(
  field: EventField,
  { before, after }: Pick<EventDiff, 'before' | 'after'>,
  locale: Locale,
  isWhole: boolean,
): Content | undefined {
  const { column, kind, isLong } = field;
  const textsOf = (event: Event): Readonly<Record<string, string>> => localizedEvent(event, locale);
  const shown = (event: Event): string =>
    String((kind === 'text' ? textsOf(event)[column] : event[column]) ?? '');
  const [was, is] = [shown(before), shown(after)];
  if (was === is) return undefined;
  if (kind === 'link') return fieldContent(field, after, textsOf(after)) ?? '–';
  return isLong && !isWhole ? is : strikeAndReplace(was, is);
}

/** What has changed of the picture: another one is told by what it shows. */
function pictureDifference(
  { before, after }: Pick<EventDiff, 'before' | 'after'>,
  { t, locale }: Pick<EventReader, 't' | 'locale'>,
): [string, Content][] {
  const [was, is] = [pictureOf(before, locale), pictureOf(after, locale)];
  if (was?.hash === is?.hash && was?.alt === is?.alt) return [];
  return [[t('events.picture'), is?.alt ?? '–']];
}

/** The differences for a reader, each with its label. */
export function describeDifferences(
  diff: Pick<EventDiff, 'before' | 'after'>,
  { t, locale }: EventReader,
  { when, isWhole = false }: DifferenceOptions,
): [string, Content][] {
  const { before, after } = diff;
  const [was, is] = [localizedEvent(before, locale).title, localizedEvent(after, locale).title];
  const hasMoved = isMoved(before, after);
  const isRescheduled = hasMoved || before.state !== after.state || after.state === 'postponed';
  return [
    ...(was === is ? [] : [[t('events.title'), strikeAndReplace(was, is)] as [string, Content]]),
    ...(isRescheduled ? [[t('events.when'), when(after)] as [string, Content]] : []),
    ...(hasMoved
      ? [[t('events.before'), when({ ...before, state: 'scheduled' })] as [string, Content]]
      : []),
    ...listEventFields().flatMap(([name, field]): [string, Content][] => {
      const content = fieldDifference(field, diff, locale, isWhole);
      return content === undefined ? [] : [[t(`events.${name}`), content]];
    }),
    ...pictureDifference(diff, { t, locale }),
  ];
}

function changeMessage(diff: EventDiff, reader: EventReader): Message {
  const { after, reason } = diff;
  const { title } = localizedEvent(after, reader.locale);
  const entries = [
    ...describeDifferences(diff, reader, { when: (event) => sharedEventTime(event, reader) }),
    ...(reason === undefined ? [] : [[reader.t('events.reason'), reason] as const]),
  ];
  return message(
    [
      heading(reader.t(`events.changed.${headlineOf(diff)}`, { title })),
      ...(entries.length === 0 ? [] : [fields(entries)]),
    ],
    { tone: eventTone(after), buttons: [announcementButtons(after, reader)] },
  );
}

/** What has changed, in each language, for those who knew the event before. */
export const changeMessages = (diff: EventDiff, now: Temporal.Instant): Record<Locale, Message> =>
  composeInEveryLanguage(diff.after, now, (reader) => changeMessage(diff, reader));
