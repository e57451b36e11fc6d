import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { untranslatedFields } from '../language/translations.ts';
import { italic, paragraph } from '../message/build.ts';
import type { Block } from '../message/message.ts';
import {
  type PreviewReader,
  previewFieldNames,
  previewInEachLanguage,
} from '../message/preview/every-language.ts';
import { type AlertView, alertPicture } from './alert-view.ts';
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

/** The same, with the alternative text of its picture: fields that a preview shows in both languages. */
export function untranslatedInPreview(alert: Pick<AlertView, 'versions'>) {
  const { translations } = alert.versions.at(-1) ?? {};
  const { alt } = alertPicture(alert, 'en') ?? { alt: '' };
  return [...untranslatedIn(alert), ...untranslatedFields({ alt }, translations)];
}

/** What the picture shows, for a preview of another language than its reader's. */
export function pictureLine(alert: AlertView, locale: Locale): Block[] {
  const picture = alertPicture(alert, locale);
  const { t } = translators[locale];
  return picture ? [paragraph(italic(t('pictures.caption', { alt: picture.alt })))] : [];
}

/** The alert as chats of each language will see it. */
export const previewAlert = (previewer: PreviewReader, alert: AlertView): Block[] =>
  previewInEachLanguage(previewer, {
    compose: (locale) => [
      ...alertMessage(alert, locale).blocks,
      ...(locale === previewer.locale ? [] : pictureLine(alert, locale)),
    ],
    untranslatedFields: previewFieldNames(previewer, untranslatedInPreview(alert)),
  });
