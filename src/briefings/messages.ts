import type { Translator } from '../language/catalogue.ts';
import { untranslatedFields } from '../language/translations.ts';
import { message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import {
  type PreviewReader,
  previewFieldNames,
  previewInEachLanguage,
} from '../message/preview/every-language.ts';
import { itemBlock } from './item-message.ts';
import type { AddedItem, NewBriefing } from './service.ts';
import { briefingTitle } from './title.ts';

export function briefingCreatedMessage(
  { t }: Pick<Translator, 't'>,
  { title, sections }: NewBriefing,
): Message {
  const names = sections.map((section) => t(`briefings.section.${section}`)).join(', ');
  return textMessage(t('commands.briefing_new.done', { title, sections: names }), {
    tone: 'success',
  });
}

/** What was added, as readers of each language will see it. */
export function itemAddedMessage(
  reader: PreviewReader,
  { item, briefing, waitingCount }: AddedItem,
): Message {
  const { t, locale } = reader;
  const { title, text, translations } = item;
  const hasSection = briefing.sections.includes('items');
  const summary = t(`commands.briefing_item.${hasSection ? 'waits' : 'noSection'}`, {
    title,
    briefing: briefingTitle(briefing, locale),
    count: waitingCount,
  });
  const preview = previewInEachLanguage(reader, {
    compose: (one) => [itemBlock(item, one)],
    untranslatedFields: previewFieldNames(
      reader,
      untranslatedFields({ title, text }, translations),
    ),
  });
  return message([paragraph(summary), ...preview], { tone: hasSection ? 'success' : 'warning' });
}
