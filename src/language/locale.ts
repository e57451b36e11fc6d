/** The languages the program speaks. A new one needs its catalogues in `locales/` and a word table for dates. */
export const locales = ['en', 'vi'] as const;
export type Locale = (typeof locales)[number];

/** Each language's name in that language, for menus. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  vi: 'Tiếng Việt',
};

/**
 * The tag to give to `Intl`. English is British because there the day comes before the month.
 */
export const intlLocales: Readonly<Record<Locale, string>> = { en: 'en-GB', vi: 'vi-VN' };

/**
 * The language of a BCP 47 tag as the platforms send it (`vi`, `vi-VN`, `en-US`, `en_GB`).
 * Both platforms may leave the tag out; then, and for languages we do not speak, `fallback`.
 */
export function readLocale(tag: string | undefined, fallback: Locale): Locale {
  const language = tag?.trim().toLowerCase().split(/[-_]/, 1)[0];
  return locales.find((locale) => locale === language) ?? fallback;
}

/** The first of the languages that are kept which the program speaks; `fallback` where it speaks none. */
export const firstSupportedLocale = (
  fallback: Locale,
  ...kept: readonly (string | null)[]
): Locale => kept.flatMap((one) => locales.find((locale) => locale === one) ?? [])[0] ?? fallback;

/** A language's name within a sentence of another: `Vietnamese`, `tiếng Anh`. */
export function languageName(locale: Locale, reader: Locale): string {
  const name =
    new Intl.DisplayNames(intlLocales[reader], { type: 'language' }).of(locale) ?? locale;
  // Vietnamese writes languages small; the tables give them as they begin a line.
  return reader === 'vi' ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
