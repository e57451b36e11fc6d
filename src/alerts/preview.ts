import { untranslatedFields } from '../language/translations.ts';
import type { Block } from '../message/message.ts';
import {
  type PreviewReader,
  previewFieldNames,
  previewInEachLanguage,
} from '../message/preview/every-language.ts';
import { type AlertView, alertMessage } from './messages.ts';

/** Words of the version that would go out which are one text for readers of every language. */
export function untranslatedIn({ versions }: Pick<AlertView, 'versions'>) {
  const newest = versions.at(-1);
  if (!newest) return [];
  const { grade, title, text, translations } = newest;
  // A retraction says the title alone.
  const own: Record<string, string> = grade === 'retract' ? { title } : { title, text };
  return untranslatedFields(own, translations);
}

/** The alert as chats of every language will see it. */
export const previewAlert = (previewer: PreviewReader, shown: AlertView): Block[] =>
  previewInEachLanguage(previewer, {
    compose: (locale) => alertMessage(shown, locale).blocks,
    untranslatedFields: previewFieldNames(previewer, untranslatedIn(shown)),
  });
