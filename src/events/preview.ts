import type { Event } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { untranslated } from '../language/translations.ts';
import {
  fieldNames,
  inEachLanguage,
  type Previewer,
  readingIn,
} from '../message/every-language.ts';
import type { Block } from '../message/message.ts';
import { type EventReader, eventBlocks } from './show.ts';

/** The event as readers of every language would see it. @param own the language that its organisers write in */
export const previewEvent = (
  previewer: Previewer & EventReader,
  event: Event,
  own: Locale,
): Block[] =>
  inEachLanguage(previewer, {
    compose: (locale) => eventBlocks(event, readingIn(previewer, locale)),
    untranslated: (into) =>
      fieldNames(
        previewer,
        untranslated({ title: event.title, summary: event.summary }, event.translations, {
          of: own,
          into,
        }),
      ),
  });
