import { untranslatedFields } from '../language/translations.ts';
import type { Block } from '../message/message.ts';
import {
  type PreviewReader,
  previewFieldNames,
  previewInEachLanguage,
} from '../message/preview/every-language.ts';
import type { AlertView } from './alert-view.ts';
import { alertMessage } from './messages.ts';

/** Fields of the newest version that have no translation. */
export function untranslatedIn({ versions }: Pick<AlertView, 'versions'>) {
  const newest = versions.at(-1);
  if (!newest) return [];
  const { grade, title, text, translations } = newest;
  // A retraction shows the title only.
  const own: Record<string, string> = grade === 'retract' ? { title } : { title, text };
  return untranslatedFields(own, translations);
}

/** The alert as chats of each language will see it. */
export const previewAlert = (previewer: PreviewReader, alert: AlertView): Block[] =>
  previewInEachLanguage(previewer, {
    compose: (locale) => alertMessage(alert, locale).blocks,
    untranslatedFields: previewFieldNames(previewer, untranslatedIn(alert)),
  });
