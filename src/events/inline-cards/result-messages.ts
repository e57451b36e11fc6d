import type { InlineResult } from '../../context/modules/inline-source.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { eventStateLabel, formatEventWhen, localizedEvent } from '../messages.ts';
import type { KnownAsker } from './asker.ts';
import { cardReader, inlineCardMessage } from './card-messages.ts';
import { type CardServices, cardLinks } from './refresh-card.ts';
import { writeResultId } from './result-id.ts';
import type { FoundEvent } from './search.ts';

/** An event as somebody can send it. */
export function toResult(
  services: CardServices,
  { event, community }: FoundEvent,
  { locale, zone }: { locale: Locale; zone: string },
): InlineResult {
  const now = Temporal.Instant.fromEpochMilliseconds(services.now());
  const reader = { t: translators[locale].t, locale, zone, now };
  const { title, place } = localizedEvent(event, locale);
  return {
    id: writeResultId({ eventId: event.id, locale }),
    title: `${eventStateLabel(event, reader)}${title}`,
    description: [formatEventWhen(event, reader), place].filter((part) => part !== '').join('\n'),
    reader: cardReader(event, locale),
    message: inlineCardMessage(event, community, {
      ...{ locale, now, isDated: true },
      links: cardLinks(services, event, community, locale),
    }),
  };
}

/** Why there is nothing to send, in a few words. */
export function hintFor({ account, communities, locale }: KnownAsker): string {
  const { t } = translators[locale];
  if (communities.length > 0) return t('events.inline.nothing');
  return t(account ? 'events.inline.off' : 'events.inline.unknown');
}
