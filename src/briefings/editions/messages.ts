import { alertSummaryBlocks } from '../../alerts/messages.ts';
import { formatSeatsLeft, localizedCourse, sharedSessionTime } from '../../courses/messages.ts';
import type { CourseSessions } from '../../courses/queries.ts';
import type { Event, Item } from '../../database/generated/client.ts';
import { sharedEventTime } from '../../events/announcements/announce.ts';
import { type EventReader, eventStateLabel, localizedEvent } from '../../events/messages.ts';
import { translators } from '../../language/catalogue.ts';
import { formatDate } from '../../language/format-date.ts';
import type { Locale } from '../../language/locale.ts';
import { translatedFields } from '../../language/translations.ts';
import { bold, type Content, footer, heading, message, paragraph } from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import type { Block, Inline, Message } from '../../message/message.ts';
import { briefingTitle } from '../messages.ts';
import type { BriefingDetails } from '../queries.ts';
import type { EditionContents } from './contents.ts';

/** Which edition it is. */
export interface EditionOccurrence {
  at: Temporal.Instant;
  isLate: boolean;
}

const toInlines = (content: Content): readonly (string | Inline)[] =>
  typeof content === 'string' || !Array.isArray(content) ? [content].flat() : content;

function eventBlock(event: Event, reader: EventReader): Block {
  const { title, place } = localizedEvent(event, reader.locale);
  return paragraph([
    bold(`${eventStateLabel(event, reader)}${title}`),
    '\n',
    ...toInlines(sharedEventTime(event, reader)),
    place === '' ? '' : `\n${place}`,
    ...(event.sourceUrl === null ? [] : ['\n', hostLink(event.sourceUrl)]),
  ]);
}

function courseBlock({ course, sessions }: CourseSessions, reader: EventReader): Block {
  const { title } = localizedCourse(course, reader.locale);
  return paragraph([
    bold(title),
    ...sessions.flatMap((seats) => [
      '\n',
      ...toInlines(sharedSessionTime(seats.session)),
      ` · ${formatSeatsLeft(seats, reader)}`,
    ]),
  ]);
}

/** A piece of news as an edition carries it. */
export function itemBlock({ title, text, translations, sourceUrl }: Item, locale: Locale): Block {
  const words = translatedFields({ title, text }, translations, locale);
  return paragraph([bold(words.title), `\n${words.text}\n`, hostLink(sourceUrl)]);
}

/** One section under its heading; nothing where it has nothing to say. */
const section = (title: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [heading(title), ...blocks];

/** Told of a row that cannot be said. */
export type RowErrorHandler = (row: { id: string }, error: unknown) => void;

/** What is said of each row; one that breaks is left out and stops none of the others. */
const renderRows = <Row extends { id: string }>(
  rows: readonly Row[],
  say: (row: Row) => Block[],
  unsaid: RowErrorHandler,
): Block[] =>
  rows.flatMap((row) => {
    try {
      return say(row);
    } catch (error) {
      unsaid(row, error);
      return [];
    }
  });

/** One edition in one language. Times are left to the platform or the chat's zone; days are the briefing's. */
export function composeEdition(
  briefing: BriefingDetails,
  { alerts, items, events, training }: EditionContents,
  beat: EditionOccurrence,
  locale: Locale,
  unsaid: RowErrorHandler = () => undefined,
): Message {
  const { t } = translators[locale];
  const { zone, community } = briefing;
  const reader: EventReader = { t, locale, zone, now: beat.at };
  const day = formatDate(beat.at.toZonedDateTimeISO(zone).toPlainDate(), locale);
  return message([
    heading(briefingTitle(briefing, locale)),
    paragraph(t('briefings.dated', { community: community.name, day })),
    ...section(
      t('briefings.section.alerts'),
      renderRows(alerts, (alert) => alertSummaryBlocks(alert, locale), unsaid),
    ),
    ...section(
      t('briefings.section.items'),
      renderRows(items, (item) => [itemBlock(item, locale)], unsaid),
    ),
    ...section(
      t('briefings.section.events'),
      renderRows(events, (event) => [eventBlock(event, reader)], unsaid),
    ),
    ...section(
      t('briefings.section.training'),
      renderRows(
        training.map((one) => ({ id: one.course.id, one })),
        ({ one }) => [courseBlock(one, reader)],
        unsaid,
      ),
    ),
    ...(beat.isLate ? [footer(t('briefings.late'))] : []),
  ]);
}

/** The edition in each language, for a publication. */
export const editionMessages = (
  briefing: BriefingDetails,
  contents: EditionContents,
  beat: EditionOccurrence,
  unsaid?: RowErrorHandler,
): Record<Locale, Message> => ({
  en: composeEdition(briefing, contents, beat, 'en', unsaid),
  vi: composeEdition(briefing, contents, beat, 'vi'),
});
