import type { RowErrorHandler, SectionReader } from '../../context/modules/briefing-section.ts';
import { translators } from '../../language/catalogue.ts';
import { formatDate } from '../../language/format-date.ts';
import type { Locale } from '../../language/locale.ts';
import { footer, heading, message, paragraph } from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import { textLength } from '../../message/text/text-length.ts';
import { briefingLimits } from '../limits.ts';
import type { BriefingDetails } from '../queries.ts';
import { briefingTitle } from '../title.ts';
import type { EditionContents } from './contents.ts';
import type { EditionOccurrence } from './publish.ts';

/** The sections under their headings; empty ones are left out. */
function sectionBlocks(
  contents: EditionContents,
  reader: SectionReader,
  onRowError: RowErrorHandler,
): Block[] {
  return [...contents].flatMap(([name, content]) => {
    const blocks = content.blocks(reader, onRowError);
    return blocks.length === 0 ? [] : [heading(reader.t(`briefings.section.${name}`)), ...blocks];
  });
}

/** An edition in one language; a long one folds its items. Its date is in the briefing's zone; times are shown in each reader's or chat's zone. */
export function composeEdition(
  briefing: BriefingDetails,
  contents: EditionContents,
  { at, isLate }: EditionOccurrence,
  locale: Locale,
  onRowError: RowErrorHandler = () => undefined,
): Message {
  const { t } = translators[locale];
  const { zone, community } = briefing;
  const day = formatDate(at.toZonedDateTimeISO(zone).toPlainDate(), locale);
  const reader = { t, locale, zone, now: at };
  const open = sectionBlocks(contents, reader, onRowError);
  return message([
    heading(briefingTitle(briefing, locale)),
    paragraph(t('briefings.dated', { community: community.name, day })),
    ...(textLength(open) > briefingLimits.openEdition
      ? sectionBlocks(contents, { ...reader, folds: true }, () => undefined)
      : open),
    ...(isLate ? [footer(t('briefings.late'))] : []),
  ]);
}

/** An edition in every language. Rows that cannot be rendered are reported once. */
export const editionMessages = (
  briefing: BriefingDetails,
  contents: EditionContents,
  occurrence: EditionOccurrence,
  onRowError?: RowErrorHandler,
): Record<Locale, Message> => ({
  en: composeEdition(briefing, contents, occurrence, 'en', onRowError),
  vi: composeEdition(briefing, contents, occurrence, 'vi'),
});
