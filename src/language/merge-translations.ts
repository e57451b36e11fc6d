import type { Locale } from './locale.ts';
import { parseTranslations } from './parse-translations.ts';
import type { Translations } from './translations.ts';

/**
 * The translations of a record after an edit: those of changed texts are dropped, so that no language keeps an outdated
 * text.
 * @param given new texts in the other language, by field; empty for none
 * @param changed the fields whose own text changes
 */
export function mergeTranslations(
  stored: unknown,
  other: Locale,
  given: Readonly<Record<string, string | undefined>>,
  changed: readonly string[],
): Translations {
  const { [other]: previous = {}, ...others } = parseTranslations(stored);
  const merged = {
    ...Object.fromEntries(Object.entries(previous).filter(([name]) => !changed.includes(name))),
    ...given,
  };
  const texts = Object.fromEntries(
    Object.entries(merged).flatMap(([name, text]) => (text ? [[name, text] as const] : [])),
  );
  return Object.keys(texts).length === 0 ? others : { ...others, [other]: texts };
}
