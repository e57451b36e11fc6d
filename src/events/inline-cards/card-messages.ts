import type { Community, Event } from '../../database/generated/client.ts';
import { translators } from '../../language/catalogue.ts';
import { formatInstant } from '../../language/format-date.ts';
import type { Locale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { footer, linkButton, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { MessageReader } from '../../message/reader.ts';
import { truncate } from '../../message/text/truncate.ts';
import { sharedEventTime } from '../announcements/announcement-messages.ts';
import { withLunarDay } from '../lunar-day-view.ts';
import { eventBlocks, eventTone, localizedEvent } from '../messages.ts';

/** Characters of texts on a card, which is one message: the link under it leads to all of them. */
const limits = { title: 200, summary: 500, place: 200, topic: 60 } as const;

/** Where the links under a card lead; those that are undefined are left out. */
export interface CardLinks {
  /** Opens the event in the private chat with the bot. */
  bot: string | undefined;
  page: string | undefined;
}

export interface CardOptions {
  locale: Locale;
  now: Temporal.Instant;
  links: CardLinks;
  /** Whether it says when it was true, since it may never be edited. */
  isDated: boolean;
}

/** The zone of the hours on a card: its readers are unknown. */
export const cardReader = ({ zone }: Event, locale: Locale): MessageReader => ({
  locale,
  zone: firstValidZone('UTC', zone),
  shared: true,
});

/** The event with its texts in one language, not longer than a card takes. */
function shortened(event: Event, locale: Locale): Event {
  const texts = localizedEvent(event, locale);
  return {
    ...event,
    title: truncate(texts.title, limits.title),
    summary: truncate(texts.summary, limits.summary),
    place: truncate(texts.place, limits.place),
    topic: truncate(texts.topic, limits.topic),
    translations: {},
  };
}

/** An event as a message in a chat where the bot may not be: nobody can be answered there. */
export function inlineCardMessage(
  event: Event,
  community: Pick<Community, 'name' | 'showsLunarDates'>,
  { locale, now, links, isDated }: CardOptions,
): Message {
  const { t } = translators[locale];
  const { name } = community;
  const { zone } = cardReader(event, locale);
  const reader = { t, locale, zone, now };
  const asOf = t('events.inline.asOf', { at: formatInstant(now, zone, locale, now) });
  return message(
    [
      ...eventBlocks(shortened(event, locale), reader, {
        when: withLunarDay(event, sharedEventTime(event, reader), { ...reader, community }),
      }),
      footer(isDated ? `${name} · ${asOf}` : name),
    ],
    {
      tone: eventTone(event),
      buttons: [
        [
          ...(links.bot === undefined ? [] : [linkButton(t('events.inline.open'), links.bot)]),
          ...(links.page === undefined ? [] : [linkButton(t('calendar.openPage'), links.page)]),
        ],
      ],
    },
  );
}

/** What a card says whose event is gone. */
export const goneCardMessage = (locale: Locale): Message =>
  message([paragraph(translators[locale].t('events.inline.gone'))]);

/** What a card says whose community does not share its events any more. */
export const unsharedCardMessage = (locale: Locale): Message =>
  message([paragraph(translators[locale].t('events.inline.unshared'))]);
