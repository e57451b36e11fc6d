import { commandKey } from '../../kit/names/message-keys.ts';
import { createTranslator, mapMessages, type translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';

/** The catalogues with commands spelled as on Telegram: `/alert_send` for `/alert send`. */
export function telegramTranslators(names: readonly string[]): typeof translators {
  const pairs = names
    .filter((name) => name.includes(' '))
    .map((name) => [`/${name}`, `/${commandKey(name)}`] as const);
  const spell = (text: string) =>
    pairs.reduce((spelled, [name, typed]) => spelled.replaceAll(name, typed), text);
  const make = (locale: Locale) =>
    createTranslator(locale, { messages: mapMessages(locale, spell) });
  return { en: make('en'), vi: make('vi') };
}
