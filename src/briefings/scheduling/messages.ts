import type { Translator } from '../../language/catalogue.ts';
import { formatInstant } from '../../language/format-date.ts';
import type { Locale } from '../../language/locale.ts';
import { capitalize } from '../../language/text/capitalize.ts';
import { formatOffset, formatZone } from '../../language/zones/format-zone.ts';
import { footer, heading, list, message, paragraph, textMessage } from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import { describeSchedule } from '../../schedule/cron/describe-schedule.ts';
import type { BriefingDetails } from '../queries.ts';
import { briefingTitle } from '../title.ts';
import { hasInvalidSchedule, shortenedSchedule } from './invalid-schedule.ts';
import type { ScheduledBriefing, ToggledPause } from './service.ts';

interface ScheduleReader extends Pick<Translator, 't'> {
  locale: Locale;
  now: Temporal.Instant;
}

/** Occurrences in the briefing's zone, with the UTC offset where that changes between them. */
function formatOccurrences(
  { locale, now }: ScheduleReader,
  zone: string,
  occurrences: readonly Temporal.Instant[],
): string[] {
  const offsets = new Set(occurrences.map((at) => at.toZonedDateTimeISO(zone).offset));
  return occurrences.map((at) => {
    const text = formatInstant(at, zone, locale, now);
    return offsets.size > 1 ? `${text} (${formatOffset(zone, at)})` : text;
  });
}

/** The schedule that was set, as the next occurrences. */
export function briefingScheduledMessage(
  reader: ScheduleReader,
  { briefing, cron, zone, occurrences }: ScheduledBriefing,
): Message {
  const { t, locale, now } = reader;
  return message(
    [
      heading(t('commands.briefing_schedule.next', { title: briefingTitle(briefing, locale) })),
      list(formatOccurrences(reader, zone, occurrences)),
      ...(briefing.isPaused ? [paragraph(t('commands.briefing_schedule.paused'))] : []),
      footer(
        t('commands.briefing_schedule.zoneIs', {
          rhythm: capitalize(describeSchedule(cron, locale)),
          zone: formatZone(zone, locale, now),
        }),
      ),
    ],
    { tone: 'success' },
  );
}

export function pauseToggledMessage(
  reader: ScheduleReader,
  { briefing, isPaused, next }: ToggledPause,
): Message {
  const { t, locale } = reader;
  const title = briefingTitle(briefing, locale);
  if (isPaused) {
    return textMessage(t('commands.briefing_pause.paused', { title }), { tone: 'success' });
  }
  const [text = ''] = formatOccurrences(reader, briefing.zone, next ? [next] : []);
  return textMessage(t('commands.briefing_pause.resumed', { title, next: text }), {
    tone: 'success',
  });
}

/** Tells an editor what is wrong with a briefing's schedule; nothing when it is valid. */
export const invalidScheduleWarning = (
  { t, locale, now }: ScheduleReader,
  briefing: BriefingDetails,
): Block[] =>
  hasInvalidSchedule(briefing, now)
    ? [
        paragraph(
          t('briefings.errors.badSchedule', {
            title: briefingTitle(briefing, locale),
            text: shortenedSchedule(briefing),
          }),
        ),
      ]
    : [];

/** Tells any reader which briefings are not sent. */
export const notSentWarnings = (
  { t, locale }: Pick<ScheduleReader, 't' | 'locale'>,
  briefings: readonly BriefingDetails[],
): Block[] =>
  briefings.map((one) => paragraph(t('briefings.notSent', { title: briefingTitle(one, locale) })));

/** The direct message to editors and admins. */
export const invalidScheduleMessage = (
  { t, locale }: Pick<ScheduleReader, 't' | 'locale'>,
  briefing: BriefingDetails,
  cron: string,
): Message =>
  message(
    [
      paragraph(
        t('briefings.badScheduleIn', {
          community: briefing.community.name,
          title: briefingTitle(briefing, locale),
          text: shortenedSchedule({ cron }),
        }),
      ),
    ],
    { tone: 'warning' },
  );
