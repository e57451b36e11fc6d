import { type Translator, translators } from '../../language/catalogue.ts';
import { formatMoment } from '../../language/format-date.ts';
import { type Locale, languageName } from '../../language/locale.ts';
import { otherLocale } from '../../language/translations.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { heading, italic, paragraph } from '../build.ts';
import type { Block, Inline } from '../message.ts';

/** Whoever looks at a preview. */
export interface PreviewReader extends Pick<Translator, 't'> {
  locale: Locale;
  zone: string;
  now: Temporal.Instant;
}

/** Something that is read in several languages. */
export interface MultilingualContent {
  /** As its readers in a language see it. */
  compose(locale: Locale): readonly Block[];
  /** What of it is one text for all of them, each as the previewer knows it. */
  untranslatedFields: readonly string[];
}

interface Spelled {
  locale: Locale;
  zone: string;
  /** Whether the zone is said, too. */
  named?: boolean;
}

function spell(inline: Inline, reader: Spelled, now?: Temporal.Instant): Inline {
  if (inline.kind !== 'time') return inline;
  const { locale, zone, named = false } = reader;
  const said = formatMoment(inline.at, inline.style, reader, now);
  const of = named ? ` · ${formatZone(zone, locale, Temporal.Instant.from(inline.at))}` : '';
  return { kind: 'text', text: `${said}${of}` };
}

/** The same blocks with their moments in words, as a reader of another language than whoever looks sees them. */
export function renderTimes(
  blocks: readonly Block[],
  reader: Spelled,
  now?: Temporal.Instant,
): Block[] {
  const all = (content: readonly Inline[]) => content.map((inline) => spell(inline, reader, now));
  return blocks.map((block): Block => {
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
  });
}

/** Which words readers of every language get as the same text. */
export function untranslatedNote({ t }: Pick<Translator, 't'>, fields: readonly string[]): Block[] {
  const same = [...new Set(fields)];
  return same.length === 0
    ? []
    : [paragraph(italic(t('preview.oneText', { fields: same.join(', ') })))];
}

/** How somebody would read in this language, with the same clocks. */
export const withLocale = <Reader extends Pick<Translator, 't' | 'locale'>>(
  reader: Reader,
  locale: Locale,
): Reader => (locale === reader.locale ? reader : { ...reader, t: translators[locale].t, locale });

/** Names of fields for whoever looks. */
export const previewFieldNames = (
  { t }: Pick<Translator, 't'>,
  fields: readonly string[],
): string[] => fields.map((field) => t(`preview.field.${field}`));

/**
 * What readers of every language will see: first the previewer's own, then the other under a heading, each in its
 * own dates, and a word on what is one text for both.
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
