import type { SectionReader } from '../context/modules/briefing-section.ts';
import type { Item } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import { bold, paragraph } from '../message/build.ts';
import { details } from '../message/details.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block } from '../message/message.ts';
import { briefingLimits } from './limits.ts';

/** An item in an edition: title, text and source. */
export function itemBlock({ title, text, translations, sourceUrl }: Item, locale: Locale): Block {
  const words = translatedFields({ title, text }, translations, locale);
  return paragraph([bold(words.title), `\n${words.text}\n`, hostLink(sourceUrl)]);
}

/** An item in a long edition: title and source, with a text of several lines folded away. */
export function foldedItemBlock(
  item: Item,
  { t, locale }: Pick<SectionReader, 't' | 'locale'>,
): Block {
  const { title, text, translations, sourceUrl } = item;
  const words = translatedFields({ title, text }, translations, locale);
  if ([...words.text].length <= briefingLimits.openText) return itemBlock(item, locale);
  const summary = [bold(words.title), ' · ', hostLink(sourceUrl)];
  return details(summary, [paragraph(words.text)], t('briefings.more'));
}
