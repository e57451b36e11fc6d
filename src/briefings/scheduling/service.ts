import { recordAudit } from '../../context/audit.ts';
import type { Account, PrismaClient } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { Locale } from '../../language/locale.ts';
import { nextOccurrences } from '../../schedule/cron/occurrences.ts';
import { briefingLimits } from '../limits.ts';
import type { BriefingDetails } from '../queries.ts';
import { briefingTitle } from '../title.ts';
import { hasInvalidSchedule, shortenedSchedule } from './invalid-schedule.ts';

export interface SchedulingServices {
  db: PrismaClient;
  now: Temporal.Instant;
  /** Makes this process's scheduler read the schedules again. */
  refreshSchedule(): void;
}

/** A schedule that was just set. */
export interface ScheduledBriefing {
  briefing: BriefingDetails;
  cron: string;
  zone: string;
  /** The next occurrences, computed by the code that triggers them. */
  occurrences: readonly Temporal.Instant[];
}

/** Sets the schedule of a briefing from now on. @throws UserError when it never occurs */
export async function scheduleBriefing(
  { db, now, refreshSchedule }: SchedulingServices,
  account: Account,
  briefing: BriefingDetails,
  { cron, zone }: { cron: string; zone: string },
): Promise<ScheduledBriefing> {
  const occurrences = nextOccurrences({ cron, zone }, now, briefingLimits.shownOccurrences);
  if (occurrences.length === 0) {
    throw new UserError('briefings.errors.rhythm.never', { text: cron }, ['when']);
  }
  await db.$transaction(async (tx) => {
    await tx.briefing.update({
      where: { id: briefing.id },
      data: { cron, zone, caughtUpTo: new Date(now.epochMilliseconds), cronNotified: null },
    });
    await recordAudit(tx, {
      communityId: briefing.communityId,
      accountId: account.id,
      action: 'briefing.schedule',
      details: { briefing: briefing.id, cron, zone },
    });
  });
  refreshSchedule();
  return { briefing, cron, zone, occurrences };
}

export interface ToggledPause {
  briefing: BriefingDetails;
  isPaused: boolean;
  /** The next occurrence; undefined when the briefing is paused now. */
  next: Temporal.Instant | undefined;
}

/**
 * Pauses a briefing, or resumes it from now on: occurrences during the pause are skipped.
 * @param locale of the title in errors
 * @throws UserError when it has no schedule, or an invalid one, or was changed meanwhile
 */
export async function toggleBriefingPause(
  { db, now, refreshSchedule }: SchedulingServices,
  { account, locale }: { account: Account; locale: Locale },
  briefing: BriefingDetails,
): Promise<ToggledPause> {
  const { id, cron, zone } = briefing;
  if (cron === '') throw new UserError('briefings.errors.notScheduled');
  const isPaused = !briefing.isPaused;
  if (!isPaused && hasInvalidSchedule(briefing, now)) {
    throw new UserError('briefings.errors.badSchedule', {
      title: briefingTitle(briefing, locale),
      text: shortenedSchedule(briefing),
    });
  }
  await db.$transaction(async (tx) => {
    const { count } = await tx.briefing.updateMany({
      where: { id, isPaused: briefing.isPaused },
      data: {
        isPaused,
        ...(isPaused ? {} : { caughtUpTo: new Date(now.epochMilliseconds) }),
      },
    });
    if (count === 0) throw new UserError('briefings.errors.changedMeanwhile');
    await recordAudit(tx, {
      communityId: briefing.communityId,
      accountId: account.id,
      action: isPaused ? 'briefing.pause' : 'briefing.resume',
      details: { briefing: id },
    });
  });
  refreshSchedule();
  const [next] = isPaused ? [] : nextOccurrences({ cron, zone }, now, 1);
  return { briefing, isPaused, next };
}
