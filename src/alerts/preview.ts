import { inOneText } from '../language/translations.ts';
import { fieldNames, inEachLanguage, type Previewer } from '../message/every-language.ts';
import type { Block } from '../message/message.ts';
import { type ShownAlert, showAlert } from './show.ts';

/** Words of the version that would go out which are one text for readers of every language. */
export function oneTextIn({ versions }: Pick<ShownAlert, 'versions'>) {
  const newest = versions.at(-1);
  if (!newest) return [];
  const { grade, title, text, translations } = newest;
  // A retraction says the title alone.
  const own: Record<string, string> = grade === 'retract' ? { title } : { title, text };
  return inOneText(own, translations);
}

/** The alert as chats of every language will see it. */
export const previewAlert = (previewer: Previewer, shown: ShownAlert): Block[] =>
  inEachLanguage(previewer, {
    compose: (locale) => showAlert(shown, locale).blocks,
    oneText: fieldNames(previewer, oneTextIn(shown)),
  });
