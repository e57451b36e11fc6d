import type { Locale } from '../../language/locale.ts';
import { untranslatedFields } from '../../language/translations.ts';
import { button, message, paragraph, quote, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type PreviewReader, previewInEachLanguage } from '../../message/preview/every-language.ts';
import { formatRemaining } from '../../operations/publications/publication-view.ts';
import type { PublishedReply } from '../../operations/publish-reply-message.ts';
import { invalidScheduleWarning } from '../scheduling/messages.ts';
import { briefingTitle } from '../title.ts';
import { isEditionEmpty } from './contents.ts';
import { composeEdition } from './messages.ts';
import type { EditionPreview, SendPlan, SentNow } from './send-now.ts';

/** Quoted titles of everything in an edition that has no translation. */
function untranslatedTitles({ briefing, contents }: EditionPreview, locale: Locale): string[] {
  const { title, translations } = briefing;
  const isUntranslated = untranslatedFields({ title }, translations).length > 0;
  return [
    ...(isUntranslated ? [title] : []),
    ...[...contents.values()].flatMap((content) => content.untranslatedTitles(locale)),
  ].map((name) => `“${name}”`);
}

/** The edition as it would be sent now in each language, and a warning when the schedule is invalid. */
export function editionPreviewMessage(reader: PreviewReader, preview: EditionPreview): Message {
  const { t, locale: own } = reader;
  const { briefing, contents, at } = preview;
  const warning = invalidScheduleWarning(reader, briefing);
  const options = warning.length > 0 ? ({ tone: 'warning' } as const) : {};
  if (isEditionEmpty(contents)) {
    return message([...warning, paragraph(t('commands.briefing_preview.empty'))], options);
  }
  return message(
    [
      ...warning,
      ...previewInEachLanguage(reader, {
        compose: (locale) =>
          composeEdition(briefing, contents, { at, isLate: false }, locale).blocks,
        untranslatedFields: untranslatedTitles(preview, own),
      }),
      quote(t('commands.briefing_preview.note')),
    ],
    options,
  );
}

/** Asks for confirmation before an edition is sent now. */
export function confirmSendMessage(
  reader: PreviewReader,
  { briefing, chatCount: count, estimateSeconds, at }: SendPlan,
  accountId: string,
): Message {
  const { t, locale } = reader;
  const action = (step: string) => ({
    command: 'briefing send',
    step,
    args: { briefing: `id:${briefing.id}`, at: at.epochMilliseconds },
    account: accountId,
    answer: 'update' as const,
  });
  const title = briefingTitle(briefing, locale);
  const question = t('commands.briefing_send.ask', { title, count });
  const forecast = t('delivery.forecast', { length: formatRemaining(reader, estimateSeconds) });
  return textMessage(`${question} ${forecast}`, {
    buttons: [
      [
        button(
          t('commands.briefing_send.confirm', { count }),
          { ...action('confirm'), once: true },
          'danger',
        ),
        button(t('commands.briefing_send.leave'), action('leave')),
      ],
    ],
  });
}

/** The reply to whoever sent an edition, with its delivery status on a button. */
export function sentNowReply(
  { t, locale }: PreviewReader,
  { briefing, publicationId, chatCount: count }: SentNow,
): PublishedReply {
  return {
    publicationId,
    text: t('commands.briefing_send.sent', { title: briefingTitle(briefing, locale), count }),
    buttons: [
      [
        button(t('delivery.buttons.status'), {
          command: 'delivery status',
          args: { publication: `id:${publicationId}` },
          answer: 'update',
        }),
      ],
    ],
  };
}
