import { recordAudit } from '../context/audit.ts';
import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import { UserError } from '../kit/define/user-error.ts';
import { formatInstant } from '../language/format-date.ts';
import { capitalize } from '../language/text/capitalize.ts';
import { formatOffset, formatZone } from '../language/zones/format-zone.ts';
import { footer, heading, list, message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { describeSchedule } from '../schedule/describe-schedule.ts';
import { nextOccurrences } from '../schedule/occurrences.ts';
import { hasInvalidSchedule, storedSchedule } from './invalid-schedule.ts';
import { briefingLimits } from './limits.ts';
import { briefingTitle } from './messages.ts';
import type { BriefingDetails } from './queries.ts';

/** The next times in words, in the briefing's zone; with the offset where the clocks change between them. */
function formatOccurrences(
  { locale, now }: CommandContext,
  { zone }: { zone: string },
  beats: readonly Temporal.Instant[],
): string[] {
  const offsets = new Set(beats.map((beat) => beat.toZonedDateTimeISO(zone).offset));
  return beats.map((beat) => {
    const words = formatInstant(beat, zone, locale, now);
    return offsets.size > 1 ? `${words} (${formatOffset(zone, beat)})` : words;
  });
}

/**
 * Gives a briefing its time from now on. The times that are named come from the code that fires.
 * @throws Refusal when no such day comes
 */
export async function scheduleBriefing(
  call: CommandContext,
  briefing: BriefingDetails,
  cron: string,
  zone: string,
): Promise<Message> {
  const { t, db, locale, now } = call;
  const beats = nextOccurrences({ cron, zone }, now, briefingLimits.shownOccurrences);
  if (beats.length === 0)
    throw new UserError('briefings.errors.rhythm.never', { text: cron }, ['when']);
  await db.$transaction(async (tx) => {
    await tx.briefing.update({
      where: { id: briefing.id },
      data: { cron, zone, caughtUpTo: nowAsDate(call), cronNotified: null },
    });
    await recordAudit(tx, {
      communityId: briefing.communityId,
      accountId: call.account.id,
      action: 'briefing.schedule',
      details: { briefing: briefing.id, cron, zone },
    });
  });
  call.refreshSchedule();
  return message(
    [
      heading(t('commands.briefing_schedule.next', { title: briefingTitle(briefing, locale) })),
      list(formatOccurrences(call, { zone }, beats)),
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

/**
 * Pauses a briefing, or lets a paused one go on from now: what would have come meanwhile counts for nothing.
 * @throws Refusal when it has no schedule, or one that does not work
 */
export async function toggleBriefingPause(
  call: CommandContext,
  briefing: BriefingDetails,
): Promise<Message> {
  const { t, db, locale, now } = call;
  const { id, cron, zone } = briefing;
  if (cron === '') throw new UserError('briefings.errors.notScheduled');
  const isPaused = !briefing.isPaused;
  if (!isPaused && hasInvalidSchedule(briefing, now)) {
    const title = briefingTitle(briefing, locale);
    throw new UserError('briefings.errors.badSchedule', { title, text: storedSchedule(briefing) });
  }
  const isChanged = await db.$transaction(async (tx) => {
    const { count } = await tx.briefing.updateMany({
      where: { id, isPaused: briefing.isPaused },
      data: { isPaused, ...(isPaused ? {} : { caughtUpTo: nowAsDate(call) }) },
    });
    if (count === 0) return false;
    await recordAudit(tx, {
      communityId: briefing.communityId,
      accountId: call.account.id,
      action: isPaused ? 'briefing.pause' : 'briefing.resume',
      details: { briefing: id },
    });
    return true;
  });
  if (!isChanged) throw new UserError('briefings.errors.changedMeanwhile');
  call.refreshSchedule();
  const title = briefingTitle(briefing, locale);
  if (isPaused)
    return textMessage(t('commands.briefing_pause.paused', { title }), { tone: 'success' });
  const [next] = formatOccurrences(call, { zone }, nextOccurrences({ cron, zone }, now, 1));
  return textMessage(t('commands.briefing_pause.resumed', { title, next: next ?? '' }), {
    tone: 'success',
  });
}
