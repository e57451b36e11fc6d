import type { Item } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import { bold, paragraph } from '../message/build.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block } from '../message/message.ts';

/** An item in an edition: title, text and source. */
export function itemBlock({ title, text, translations, sourceUrl }: Item, locale: Locale): Block {
  const words = translatedFields({ title, text }, translations, locale);
  return paragraph([bold(words.title), `\n${words.text}\n`, hostLink(sourceUrl)]);
}
