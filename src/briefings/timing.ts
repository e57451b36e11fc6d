import { audit } from '../communities/audit.ts';
import { type Call, nowOf } from '../communities/call.ts';
import { Refusal } from '../kit/command.ts';
import { capital } from '../language/capital.ts';
import { sayInstant } from '../language/say-date.ts';
import { sayOffset, sayZone } from '../language/zone-place.ts';
import { footer, heading, list, message, paragraph, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { nextBeats } from '../schedule/beats.ts';
import { sayRhythm } from '../schedule/say-rhythm.ts';
import { isBadSchedule, keptSchedule } from './bad-schedule.ts';
import type { WholeBriefing } from './find.ts';
import { briefingRules } from './rules.ts';
import { briefingTitle } from './words.ts';

/** The next times in words, in the briefing's zone; with the offset where the clocks change between them. */
function promisedTimes(
  { locale, now }: Call,
  { zone }: { zone: string },
  beats: readonly Temporal.Instant[],
): string[] {
  const offsets = new Set(beats.map((beat) => beat.toZonedDateTimeISO(zone).offset));
  return beats.map((beat) => {
    const words = sayInstant(beat, zone, locale, now);
    return offsets.size > 1 ? `${words} (${sayOffset(zone, beat)})` : words;
  });
}

/**
 * Gives a briefing its time from now on. The times that are named come from the code that fires.
 * @throws Refusal when no such day comes
 */
export async function scheduleBriefing(
  call: Call,
  briefing: WholeBriefing,
  cron: string,
  zone: string,
): Promise<Message> {
  const { t, db, locale, now } = call;
  const beats = nextBeats({ cron, zone }, now, briefingRules.promised);
  if (beats.length === 0)
    throw new Refusal('briefings.errors.rhythm.never', { text: cron }, ['when']);
  await db.$transaction(async (tx) => {
    await tx.briefing.update({
      where: { id: briefing.id },
      data: { cron, zone, settledTo: nowOf(call), cronToldOf: null },
    });
    await audit(tx, {
      communityId: briefing.communityId,
      accountId: call.account.id,
      action: 'briefing.schedule',
      details: { briefing: briefing.id, cron, zone },
    });
  });
  call.rescheduled();
  return message(
    [
      heading(t('commands.briefing_schedule.next', { title: briefingTitle(briefing, locale) })),
      list(promisedTimes(call, { zone }, beats)),
      ...(briefing.paused ? [paragraph(t('commands.briefing_schedule.paused'))] : []),
      footer(
        t('commands.briefing_schedule.zoneIs', {
          rhythm: capital(sayRhythm(cron, locale)),
          zone: sayZone(zone, locale, now),
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
export async function togglePause(call: Call, briefing: WholeBriefing): Promise<Message> {
  const { t, db, locale, now } = call;
  const { id, cron, zone } = briefing;
  if (cron === '') throw new Refusal('briefings.errors.notScheduled');
  const paused = !briefing.paused;
  if (!paused && isBadSchedule(briefing, now)) {
    const title = briefingTitle(briefing, locale);
    throw new Refusal('briefings.errors.badSchedule', { title, text: keptSchedule(briefing) });
  }
  const isChanged = await db.$transaction(async (tx) => {
    const { count } = await tx.briefing.updateMany({
      where: { id, paused: briefing.paused },
      data: { paused, ...(paused ? {} : { settledTo: nowOf(call) }) },
    });
    if (count === 0) return false;
    await audit(tx, {
      communityId: briefing.communityId,
      accountId: call.account.id,
      action: paused ? 'briefing.pause' : 'briefing.resume',
      details: { briefing: id },
    });
    return true;
  });
  if (!isChanged) throw new Refusal('briefings.errors.changedMeanwhile');
  call.rescheduled();
  const title = briefingTitle(briefing, locale);
  if (paused) return say(t('commands.briefing_pause.paused', { title }), { tone: 'success' });
  const [next] = promisedTimes(call, { zone }, nextBeats({ cron, zone }, now, 1));
  return say(t('commands.briefing_pause.resumed', { title, next: next ?? '' }), {
    tone: 'success',
  });
}
