import type { PersonalData } from '../context/modules/personal-data.ts';
import type { Translator } from '../language/catalogue.ts';
import { intlLocales } from '../language/locale.ts';

/** A translator of the reader, and what each module stores. */
export interface LinkedThingsReader extends Pick<Translator, 't' | 'locale'> {
  personalData: readonly PersonalData[];
}

/**
 * What linked accounts share, in words: “signups, event answers and settings”.
 * @param others further nouns in the reader's language, before and after those of the modules
 */
export function linkedThings(
  { t, locale, personalData }: LinkedThingsReader,
  others: { before?: readonly string[]; after?: readonly string[] } = {},
): string {
  const nouns = personalData.flatMap(({ words }) => (words.linked === null ? [] : t(words.linked)));
  return new Intl.ListFormat(intlLocales[locale]).format([
    ...(others.before ?? []),
    ...nouns,
    ...(others.after ?? []),
  ]);
}
