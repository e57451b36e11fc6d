import { alertTitle } from '../../alerts/messages.ts';
import { untranslatedIn } from '../../alerts/preview.ts';
import type { CommandContext } from '../../context/command-context.ts';
import type { ReplyMethods } from '../../kit/define/reply.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { Locale } from '../../language/locale.ts';
import { untranslatedFields } from '../../language/translations.ts';
import { button, message, paragraph, quote, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { previewInEachLanguage } from '../../message/preview/every-language.ts';
import { formatEstimate, replyWithProgress } from '../../operations/publish-reply.ts';
import { invalidScheduleWarning } from '../invalid-schedule.ts';
import { briefingLimits } from '../limits.ts';
import { briefingTitle } from '../messages.ts';
import type { BriefingDetails } from '../queries.ts';
import { collectContents, type EditionContents, isEditionEmpty } from './contents.ts';
import { composeEdition } from './messages.ts';
import { briefingAudience, publishEdition } from './publish.ts';

/** What of an edition is one text for readers of every language: by its title. */
function untranslatedTitles(
  briefing: BriefingDetails,
  { alerts, items, events, training }: EditionContents,
  own: Locale,
): string[] {
  const isOne = (words: Record<string, string>, translations: unknown) =>
    untranslatedFields(words, translations).length > 0;
  const { title, translations } = briefing;
  return [
    ...(isOne({ title }, translations) ? [title] : []),
    ...alerts.flatMap((alert) =>
      untranslatedIn(alert).length > 0 ? [alertTitle(alert, own)] : [],
    ),
    ...items.flatMap((item) =>
      isOne({ title: item.title, text: item.text }, item.translations) ? [item.title] : [],
    ),
    ...events.flatMap((event) =>
      isOne({ title: event.title }, event.translations) ? [event.title] : [],
    ),
    ...training.flatMap(({ course }) =>
      isOne({ title: course.title }, course.translations) ? [course.title] : [],
    ),
  ].map((name) => `“${name}”`);
}

/** The edition as it would be now, in each language; and what is wrong with the briefing's schedule. */
export async function previewEdition(
  call: CommandContext,
  briefing: BriefingDetails,
): Promise<Message> {
  const { t, now, locale: own } = call;
  const contents = await collectContents(call.db, briefing, now);
  const broken = invalidScheduleWarning(call, briefing);
  const how = broken.length > 0 ? ({ tone: 'warning' } as const) : {};
  if (isEditionEmpty(contents))
    return message([...broken, paragraph(t('commands.briefing_preview.empty'))], how);
  return message(
    [
      ...broken,
      ...previewInEachLanguage(call, {
        compose: (locale) =>
          composeEdition(briefing, contents, { at: now, isLate: false }, locale).blocks,
        untranslatedFields: untranslatedTitles(briefing, contents, own),
      }),
      quote(t('commands.briefing_preview.note')),
    ],
    how,
  );
}

/** Asks before an edition is sent now. The time in the button makes it one edition, however often it is pressed. */
export async function askToSendEdition(
  call: CommandContext,
  briefing: BriefingDetails,
): Promise<Message> {
  const { t, locale, now } = call;
  if (isEditionEmpty(await collectContents(call.db, briefing, now))) {
    throw new UserError('briefings.errors.nothingToSend');
  }
  const count = await call.publications.audienceSize(briefingAudience(briefing.communityId));
  const act = (step: string) => ({
    command: 'briefing send',
    step,
    args: { briefing: `id:${briefing.id}`, at: now.epochMilliseconds },
    account: call.account.id,
    answer: 'update' as const,
  });
  const forecast = await formatEstimate(call, briefingAudience(briefing.communityId), 2);
  const ask = t('commands.briefing_send.ask', { title: briefingTitle(briefing, locale), count });
  return textMessage(`${ask} ${forecast}`, {
    buttons: [
      [
        button(
          t('commands.briefing_send.confirm', { count }),
          { ...act('confirm'), once: true },
          'danger',
        ),
        button(t('commands.briefing_send.leave'), act('leave')),
      ],
    ],
  });
}

/**
 * Sends the edition that was asked about.
 * @param at when it was asked, in milliseconds since the epoch
 * @throws Refusal when that is too long ago, it was sent already, or nothing is in it any more
 */
export async function sendEditionNow(
  call: CommandContext & Pick<ReplyMethods, 'answer'>,
  briefing: BriefingDetails,
  at: number,
): Promise<undefined> {
  const { t, db, publications, now, locale } = call;
  if (now.epochMilliseconds - at > briefingLimits.confirmationTtlMs) {
    throw new UserError('kit.errors.oldButton');
  }
  const count = await publications.audienceSize(briefingAudience(briefing.communityId));
  const beat = { at: Temporal.Instant.fromEpochMilliseconds(at), isLate: false };
  const published = await publishEdition({ db, publications, now }, briefing, beat, {
    accountId: call.account.id,
  });
  if (published === 'taken') throw new UserError('briefings.errors.alreadySent');
  if (published === 'empty') throw new UserError('briefings.errors.nothingToSend');
  return replyWithProgress(call, {
    publicationId: published.sent,
    text: t('commands.briefing_send.sent', { title: briefingTitle(briefing, locale), count }),
    buttons: [
      [
        button(t('delivery.buttons.status'), {
          command: 'delivery status',
          args: { publication: `id:${published.sent}` },
          answer: 'update',
        }),
      ],
    ],
  });
}
