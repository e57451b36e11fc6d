/** Supported languages. A new one needs catalogues in `locales/` and a vocabulary in `periods/`. */
export const locales = ['en', 'vi'] as const;
export type Locale = (typeof locales)[number];

/** Name of each language in that language, for menus. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  vi: 'Tiếng Việt',
};

/** Tags for `Intl`. British English writes the day before the month. */
export const intlLocales: Readonly<Record<Locale, string>> = { en: 'en-GB', vi: 'vi-VN' };

/**
 * The language of a BCP 47 tag as platforms send it (`vi`, `vi-VN`, `en-US`, `en_GB`); `fallback` for missing tags and
 * unsupported languages.
 */
export function readLocale(tag: string | undefined, fallback: Locale): Locale {
  const language = tag?.trim().toLowerCase().split(/[-_]/, 1)[0];
  return locales.find((locale) => locale === language) ?? fallback;
}

/** The first supported language of some stored values; `fallback` if there is none. */
export const firstSupportedLocale = (
  fallback: Locale,
  ...stored: readonly (string | null)[]
): Locale => stored.flatMap((one) => locales.find((locale) => locale === one) ?? [])[0] ?? fallback;

/** Name of a language within a sentence of another one: `Vietnamese`, `tiếng Anh`. */
export function languageName(locale: Locale, reader: Locale): string {
  const name =
    new Intl.DisplayNames(intlLocales[reader], { type: 'language' }).of(locale) ?? locale;
  // Names of languages are in lower case in Vietnamese; Intl capitalizes them.
  return reader === 'vi' ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
