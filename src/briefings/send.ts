import { oneTextIn } from '../alerts/preview.ts';
import { alertTitle } from '../alerts/show.ts';
import type { Call } from '../communities/call.ts';
import { answerWithProgress, sayForecast } from '../communities/desk/follow.ts';
import { Refusal, type Speaking } from '../kit/command.ts';
import type { Locale } from '../language/locale.ts';
import { inOneText } from '../language/translations.ts';
import { button, message, paragraph, quote, say } from '../message/build.ts';
import { inEachLanguage } from '../message/every-language.ts';
import type { Message } from '../message/message.ts';
import { badSchedule } from './bad-schedule.ts';
import { composeEdition } from './compose.ts';
import type { WholeBriefing } from './find.ts';
import { type Contents, gather, isEmpty } from './gather.ts';
import { briefingAudience, publishEdition } from './publish.ts';
import { briefingRules } from './rules.ts';
import { briefingTitle } from './words.ts';

/** What of an edition is one text for readers of every language: by its title. */
function oneTextTitles(
  briefing: WholeBriefing,
  { alerts, items, events, training }: Contents,
  own: Locale,
): string[] {
  const isOne = (words: Record<string, string>, translations: unknown) =>
    inOneText(words, translations).length > 0;
  const { title, translations } = briefing;
  return [
    ...(isOne({ title }, translations) ? [title] : []),
    ...alerts.flatMap((alert) => (oneTextIn(alert).length > 0 ? [alertTitle(alert, own)] : [])),
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
export async function previewEdition(call: Call, briefing: WholeBriefing): Promise<Message> {
  const { t, now, locale: own } = call;
  const contents = await gather(call.db, briefing, now);
  const broken = badSchedule(call, briefing);
  const how = broken.length > 0 ? ({ tone: 'warning' } as const) : {};
  if (isEmpty(contents))
    return message([...broken, paragraph(t('commands.briefing_preview.empty'))], how);
  return message(
    [
      ...broken,
      ...inEachLanguage(call, {
        compose: (locale) =>
          composeEdition(briefing, contents, { at: now, late: false }, locale).blocks,
        oneText: oneTextTitles(briefing, contents, own),
      }),
      quote(t('commands.briefing_preview.note')),
    ],
    how,
  );
}

/** Asks before an edition is sent now. The time in the button makes it one edition, however often it is pressed. */
export async function askToSend(call: Call, briefing: WholeBriefing): Promise<Message> {
  const { t, locale, now } = call;
  if (isEmpty(await gather(call.db, briefing, now))) {
    throw new Refusal('briefings.errors.nothingToSend');
  }
  const count = await call.publications.reach(briefingAudience(briefing.communityId));
  const act = (step: string) => ({
    command: 'briefing send',
    step,
    args: { briefing: `id:${briefing.id}`, at: now.epochMilliseconds },
    account: call.account.id,
    answer: 'update' as const,
  });
  const forecast = await sayForecast(call, briefingAudience(briefing.communityId), 2);
  const ask = t('commands.briefing_send.ask', { title: briefingTitle(briefing, locale), count });
  return say(`${ask} ${forecast}`, {
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
export async function sendNow(
  call: Call & Pick<Speaking, 'answer'>,
  briefing: WholeBriefing,
  at: number,
): Promise<undefined> {
  const { t, db, publications, now, locale } = call;
  if (now.epochMilliseconds - at > briefingRules.confirmMs) {
    throw new Refusal('kit.errors.oldButton');
  }
  const count = await publications.reach(briefingAudience(briefing.communityId));
  const beat = { at: Temporal.Instant.fromEpochMilliseconds(at), late: false };
  const published = await publishEdition({ db, publications, now }, briefing, beat, {
    accountId: call.account.id,
  });
  if (published === 'taken') throw new Refusal('briefings.errors.alreadySent');
  if (published === 'empty') throw new Refusal('briefings.errors.nothingToSend');
  return answerWithProgress(call, {
    publicationId: published.sent,
    words: t('commands.briefing_send.sent', { title: briefingTitle(briefing, locale), count }),
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
