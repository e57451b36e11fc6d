import { z } from 'zod';
import { type Locale, locales } from './locale.ts';

const schema = z.partialRecord(z.enum(locales), z.record(z.string(), z.string()));

/** The same words in other languages, as a record keeps them: `{ en: { title, summary } }`. */
export type Translations = z.infer<typeof schema>;

/** A record's words for a reader: those of their language where they were given, else the record's own. */
export function translatedFields<Field extends string>(
  own: Readonly<Record<Field, string>>,
  translations: unknown,
  locale: Locale,
): Record<Field, string> {
  const given = schema.safeParse(translations).data?.[locale] ?? {};
  const words: Record<Field, string> = { ...own };
  for (const field of Object.keys(own) as Field[]) {
    const word = given[field];
    if (word !== undefined && word !== '') words[field] = word;
  }
  return words;
}

/**
 * Which words readers of every language get as the same text: those that were given once. Nobody says in which
 * language that one is, so nothing claims to know it.
 */
export function untranslatedFields<Field extends string>(
  own: Readonly<Record<Field, string>>,
  translations: unknown,
): Field[] {
  const given = Object.values(schema.safeParse(translations).data ?? {});
  return (Object.keys(own) as Field[]).filter(
    (field) => own[field] !== '' && given.every((words) => (words?.[field] ?? '') === ''),
  );
}

/** All words of a record in every language, for folding into a search text. */
export function allTexts(own: readonly string[], translations: Translations): string {
  const others = Object.values(translations).flatMap((words) => Object.values(words ?? {}));
  return [...own, ...others].join(' ');
}

/** The other of the two languages that a community's organisers may add. */
export const otherLocale = (locale: Locale): Locale => (locale === 'vi' ? 'en' : 'vi');
