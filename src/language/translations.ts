import { z } from 'zod';
import { keysOf } from '../typed-record.ts';
import { type Locale, locales } from './locale.ts';

const schema = z.partialRecord(z.enum(locales), z.record(z.string(), z.string()));

/** Fields of a record in other languages: `{ en: { title, summary } }`. */
export type Translations = z.infer<typeof schema>;

/** Fields of a record in a language; the record's own where there is no translation. */
export function translatedFields<Field extends string>(
  own: Readonly<Record<Field, string>>,
  translations: unknown,
  locale: Locale,
): Record<Field, string> {
  const given = schema.safeParse(translations).data?.[locale] ?? {};
  const translated: Record<Field, string> = { ...own };
  for (const field of keysOf(own)) {
    const text = given[field];
    if (text !== undefined && text !== '') translated[field] = text;
  }
  return translated;
}

/**
 * Fields with a single text for readers of all languages. Its language is not recorded.
 */
export function untranslatedFields<Field extends string>(
  own: Readonly<Record<Field, string>>,
  translations: unknown,
): Field[] {
  const given = Object.values(schema.safeParse(translations).data ?? {});
  return keysOf(own).filter(
    (field) => own[field] !== '' && given.every((words) => (words?.[field] ?? '') === ''),
  );
}

/** All texts of a record in every language, for a search text. */
export function allTexts(own: readonly string[], translations: Translations): string {
  const others = Object.values(translations).flatMap((words) => Object.values(words ?? {}));
  return [...own, ...others].join(' ');
}

/** The other of the two languages. */
export const otherLocale = (locale: Locale): Locale => (locale === 'vi' ? 'en' : 'vi');
