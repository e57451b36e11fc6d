import type { Event } from '../database/generated/client.ts';
import { inOneText } from '../language/translations.ts';
import {
  fieldNames,
  inEachLanguage,
  type Previewer,
  readingIn,
} from '../message/every-language.ts';
import type { Block } from '../message/message.ts';
import { type EventReader, eventBlocks } from './show.ts';

/** The event as readers of every language would see it. */
export const previewEvent = (previewer: Previewer & EventReader, event: Event): Block[] =>
  inEachLanguage(previewer, {
    compose: (locale) => eventBlocks(event, readingIn(previewer, locale)),
    oneText: fieldNames(
      previewer,
      inOneText({ title: event.title, summary: event.summary }, event.translations),
    ),
  });
