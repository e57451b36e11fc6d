import type { Briefing } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { otherLocale, type Translations, translatedFields } from '../language/translations.ts';

/** A briefing's title in a language. */
export const briefingTitle = (
  { title, translations }: Pick<Briefing, 'title' | 'translations'>,
  locale: Locale,
): string => translatedFields({ title }, translations, locale).title;

/** Texts in the community's other language as stored; empty when none is given. */
export function briefingTranslations(
  own: Locale,
  texts: Readonly<Record<string, string | undefined>>,
): Translations {
  const given = Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) => (text === undefined ? [] : [[field, text]])),
  );
  return Object.keys(given).length === 0 ? {} : { [otherLocale(own)]: given };
}
