import type { Event } from '../database/generated/client.ts';
import { untranslatedFields } from '../language/translations.ts';
import type { Block } from '../message/message.ts';
import {
  type PreviewReader,
  previewFieldNames,
  previewInEachLanguage,
  withLocale,
} from '../message/preview/every-language.ts';
import { type EventReader, type EventView, eventBlocks } from './messages.ts';

/** The event as readers of each language will see it. */
export const previewEvent = (
  previewer: PreviewReader & EventReader,
  event: Event,
  view: (reader: EventReader) => EventView = () => ({}),
): Block[] =>
  previewInEachLanguage(previewer, {
    compose(locale) {
      const reader = withLocale(previewer, locale);
      return eventBlocks(event, reader, view(reader));
    },
    untranslatedFields: previewFieldNames(
      previewer,
      untranslatedFields({ title: event.title, summary: event.summary }, event.translations),
    ),
  });
