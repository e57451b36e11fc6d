import type { CommandContext } from '../context/command-context.ts';
import { paragraph } from '../message/build.ts';
import type { Block } from '../message/message.ts';
import { nextOccurrences } from '../schedule/occurrences.ts';
import { briefingTitle } from './messages.ts';
import { type BriefingDetails, listBriefings } from './queries.ts';

/** Characters of a kept schedule that are shown. */
const maxShownLength = 100;

/**
 * Whether a briefing is never sent because of its schedule: it can't be read, or no day fits it. Nobody can type one;
 * an earlier version or a manual change in the database may have left it.
 */
export const hasInvalidSchedule = (
  { cron, zone }: Pick<BriefingDetails, 'cron' | 'zone'>,
  now: Temporal.Instant,
): boolean => cron !== '' && nextOccurrences({ cron, zone }, now, 1).length === 0;

/** The schedule as it stands in the row, short enough for a sentence. */
export const storedSchedule = ({ cron }: Pick<BriefingDetails, 'cron'>): string =>
  [...cron].slice(0, maxShownLength).join('');

/** Says to an editor what is wrong with a briefing's schedule and what to do; nothing where it works. */
export const invalidScheduleWarning = (
  { t, locale, now }: Pick<CommandContext, 't' | 'locale' | 'now'>,
  briefing: BriefingDetails,
): Block[] =>
  hasInvalidSchedule(briefing, now)
    ? [
        paragraph(
          t('briefings.errors.badSchedule', {
            title: briefingTitle(briefing, locale),
            text: storedSchedule(briefing),
          }),
        ),
      ]
    : [];

/** Says to any reader which of a community's briefings are not sent because of their schedules. */
export async function invalidScheduleWarnings(
  { t, locale, now, db }: Pick<CommandContext, 't' | 'locale' | 'now' | 'db'>,
  communityId: string,
): Promise<Block[]> {
  const all = await listBriefings(db, communityId);
  return all
    .filter((one) => !one.isPaused && hasInvalidSchedule(one, now))
    .map((one) => paragraph(t('briefings.notSent', { title: briefingTitle(one, locale) })));
}
