import type { Briefing } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { otherLocale, type Translations, translatedFields } from '../language/translations.ts';

/** A briefing's title for a reader. */
export const briefingTitle = (
  { title, translations }: Pick<Briefing, 'title' | 'translations'>,
  locale: Locale,
): string => translatedFields({ title }, translations, locale).title;

/** Words in the community's other language as they are kept; none where none were given. */
export function briefingTranslations(
  own: Locale,
  words: Readonly<Record<string, string | undefined>>,
): Translations {
  const given = Object.fromEntries(
    Object.entries(words).flatMap(([field, word]) => (word === undefined ? [] : [[field, word]])),
  );
  return Object.keys(given).length === 0 ? {} : { [otherLocale(own)]: given };
}
