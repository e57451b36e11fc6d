import type { Event } from '../database/generated/client.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { untranslated } from '../language/translations.ts';
import { inEachLanguage, type Previewer } from '../message/every-language.ts';
import type { Block } from '../message/message.ts';
import { type EventReader, eventBlocks } from './show.ts';

/** How somebody would read in this language, with the same clocks. */
export const readingIn = (reader: EventReader, locale: Locale): EventReader =>
  locale === reader.locale ? reader : { ...reader, t: translators[locale].t, locale };

/** The event as readers of every language would see it. @param own the language that its organisers write in */
export const previewEvent = (
  previewer: Previewer & EventReader,
  event: Event,
  own: Locale,
): Block[] =>
  inEachLanguage(previewer, {
    compose: (locale) => eventBlocks(event, readingIn(previewer, locale)),
    untranslated: (locale) =>
      untranslated({ title: event.title, summary: event.summary }, event.translations, {
        of: own,
        into: locale,
      }),
  });
