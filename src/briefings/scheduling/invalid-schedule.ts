import type { PrismaClient } from '../../database/generated/client.ts';
import { nextOccurrences } from '../../schedule/cron/occurrences.ts';
import { type BriefingDetails, listBriefings } from '../queries.ts';

/** Characters of an invalid schedule that are shown. */
const maxShownLength = 100;

/**
 * Whether a briefing is never sent because its schedule cannot be parsed or has no occurrence. Commands reject such
 * schedules; an earlier version or a manual change of the database may have stored one.
 */
export const hasInvalidSchedule = (
  { cron, zone }: Pick<BriefingDetails, 'cron' | 'zone'>,
  now: Temporal.Instant,
): boolean => cron !== '' && nextOccurrences({ cron, zone }, now, 1).length === 0;

/** The stored schedule, shortened to fit into a sentence. */
export const shortenedSchedule = ({ cron }: Pick<BriefingDetails, 'cron'>): string =>
  [...cron].slice(0, maxShownLength).join('');

/** Briefings of a community that are not sent because of their schedules, without paused ones. */
export async function listInvalidSchedules(
  db: Pick<PrismaClient, 'briefing'>,
  communityId: string,
  now: Temporal.Instant,
): Promise<BriefingDetails[]> {
  const all = await listBriefings(db, communityId);
  return all.filter((one) => !one.isPaused && hasInvalidSchedule(one, now));
}
