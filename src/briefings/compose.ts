import { alertLines } from '../alerts/show.ts';
import type { CourseSessions } from '../courses/find.ts';
import { courseWords, seatsLeft, sessionWhenForAll } from '../courses/show.ts';
import type { Event, Item } from '../database/generated/client.ts';
import { whenForAll } from '../events/announce.ts';
import { type EventReader, eventState, eventWords } from '../events/show.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { sayDate } from '../language/say-date.ts';
import { inLanguage } from '../language/translations.ts';
import { bold, type Content, footer, heading, message, paragraph } from '../message/build.ts';
import { hostLink } from '../message/links.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import type { WholeBriefing } from './find.ts';
import type { Contents } from './gather.ts';
import { briefingTitle } from './words.ts';

/** Which edition it is. */
export interface Beat {
  at: Temporal.Instant;
  late: boolean;
}

const inlines = (content: Content): readonly (string | Inline)[] =>
  typeof content === 'string' || !Array.isArray(content) ? [content].flat() : content;

function eventBlock(event: Event, reader: EventReader): Block {
  const { title, place } = eventWords(event, reader.locale);
  return paragraph([
    bold(`${eventState(event, reader)}${title}`),
    '\n',
    ...inlines(whenForAll(event, reader)),
    place === '' ? '' : `\n${place}`,
    ...(event.sourceUrl === null ? [] : ['\n', hostLink(event.sourceUrl)]),
  ]);
}

function courseBlock({ course, sessions }: CourseSessions, reader: EventReader): Block {
  const { title } = courseWords(course, reader.locale);
  return paragraph([
    bold(title),
    ...sessions.flatMap((seats) => [
      '\n',
      ...inlines(sessionWhenForAll(seats.session)),
      ` · ${seatsLeft(seats, reader)}`,
    ]),
  ]);
}

/** A piece of news as an edition carries it. */
export function itemBlock({ title, text, translations, sourceUrl }: Item, locale: Locale): Block {
  const words = inLanguage({ title, text }, translations, locale);
  return paragraph([bold(words.title), `\n${words.text}\n`, hostLink(sourceUrl)]);
}

/** One section under its heading; nothing where it has nothing to say. */
const section = (title: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [heading(title), ...blocks];

/** Told of a row that cannot be said. */
export type Unsaid = (row: { id: string }, error: unknown) => void;

/** What is said of each row; one that breaks is left out and stops none of the others. */
const saidOf = <Row extends { id: string }>(
  rows: readonly Row[],
  say: (row: Row) => Block[],
  unsaid: Unsaid,
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
  briefing: WholeBriefing,
  { alerts, items, events, training }: Contents,
  beat: Beat,
  locale: Locale,
  unsaid: Unsaid = () => undefined,
): Message {
  const { t } = translators[locale];
  const { zone, community } = briefing;
  const reader: EventReader = { t, locale, zone, now: beat.at };
  const day = sayDate(beat.at.toZonedDateTimeISO(zone).toPlainDate(), locale);
  return message([
    heading(briefingTitle(briefing, locale)),
    paragraph(t('briefings.dated', { community: community.name, day })),
    ...section(
      t('briefings.section.alerts'),
      saidOf(alerts, (alert) => alertLines(alert, locale), unsaid),
    ),
    ...section(
      t('briefings.section.items'),
      saidOf(items, (item) => [itemBlock(item, locale)], unsaid),
    ),
    ...section(
      t('briefings.section.events'),
      saidOf(events, (event) => [eventBlock(event, reader)], unsaid),
    ),
    ...section(
      t('briefings.section.training'),
      saidOf(
        training.map((one) => ({ id: one.course.id, one })),
        ({ one }) => [courseBlock(one, reader)],
        unsaid,
      ),
    ),
    ...(beat.late ? [footer(t('briefings.late'))] : []),
  ]);
}

/** The edition in each language, for a publication. */
export const editionMessages = (
  briefing: WholeBriefing,
  contents: Contents,
  beat: Beat,
  unsaid?: Unsaid,
): Record<Locale, Message> => ({
  en: composeEdition(briefing, contents, beat, 'en', unsaid),
  vi: composeEdition(briefing, contents, beat, 'vi'),
});
