import { type Translator, translators } from '../../language/catalogue.ts';
import { formatMoment } from '../../language/format-date.ts';
import { type Locale, languageName } from '../../language/locale.ts';
import { otherLocale } from '../../language/translations.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { heading, italic, paragraph } from '../build.ts';
import { foldedButton } from '../details.ts';
import type { Block, Inline, PlainBlock } from '../message.ts';

/** The person who previews. */
export interface PreviewReader extends Pick<Translator, 't'> {
  locale: Locale;
  zone: string;
  now: Temporal.Instant;
}

/** Content that is published in several languages. */
export interface MultilingualContent {
  /** The content for readers of a language. */
  compose(locale: Locale): readonly Block[];
  /** Names of the fields with a single text for all languages, in the previewer's language. */
  untranslatedFields: readonly string[];
}

interface Spelled {
  locale: Locale;
  zone: string;
  /** Whether to name the time zone. */
  named?: boolean;
}

function spell(inline: Inline, reader: Spelled, now?: Temporal.Instant): Inline {
  if (inline.kind !== 'time') return inline;
  const { locale, zone, named = false } = reader;
  const said = formatMoment(inline.at, inline.style, reader, now);
  const of = named ? ` · ${formatZone(zone, locale, Temporal.Instant.from(inline.at))}` : '';
  return { kind: 'text', text: `${said}${of}` };
}

/** Replaces times with text, as a reader of another language than the previewer sees them. */
export function renderTimes(
  blocks: readonly Block[],
  reader: Spelled,
  now?: Temporal.Instant,
): Block[] {
  const all = (content: readonly Inline[]) => content.map((inline) => spell(inline, reader, now));
  const plain = (block: PlainBlock): PlainBlock => {
    switch (block.kind) {
      case 'code':
        return block;
      case 'list':
        return { ...block, items: block.items.map(all) };
      case 'fields':
        return {
          ...block,
          fields: block.fields.map(({ name, value }) => ({ name, value: all(value) })),
        };
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map(all)) };
      default:
        return { ...block, content: all(block.content) };
    }
  };
  return blocks.map((block): Block => {
    switch (block.kind) {
      case 'rows':
        return {
          ...block,
          rows: block.rows.map((row) => ({ ...row, content: all(row.content) })),
        };
      case 'details': {
        const folded = block.blocks.map(plain);
        const more = foldedButton(block.more.label, folded);
        return { ...block, summary: all(block.summary), blocks: folded, more };
      }
      default:
        return plain(block);
    }
  });
}

/** A note of the fields that are the same in every language. */
export function untranslatedNote({ t }: Pick<Translator, 't'>, fields: readonly string[]): Block[] {
  const same = [...new Set(fields)];
  return same.length === 0
    ? []
    : [paragraph(italic(t('preview.oneText', { fields: same.join(', ') })))];
}

/** The same reader with another language. */
export const withLocale = <Reader extends Pick<Translator, 't' | 'locale'>>(
  reader: Reader,
  locale: Locale,
): Reader => (locale === reader.locale ? reader : { ...reader, t: translators[locale].t, locale });

/** Names of fields in the previewer's language. */
export const previewFieldNames = (
  { t }: Pick<Translator, 't'>,
  fields: readonly string[],
): string[] => fields.map((field) => t(`preview.field.${field}`));

/**
 * What readers of each language will see: first the previewer's language, then the other under a heading, with dates
 * in each language, and a note of the fields with one text for both.
 */
export function previewInEachLanguage(
  previewer: PreviewReader,
  what: MultilingualContent,
): Block[] {
  const { t, locale, zone, now } = previewer;
  const other = otherLocale(locale);
  return [
    ...what.compose(locale),
    heading(t('preview.inLanguage', { language: languageName(other, locale) })),
    ...renderTimes(what.compose(other), { locale: other, zone }, now),
    ...untranslatedNote(previewer, what.untranslatedFields),
  ];
}
