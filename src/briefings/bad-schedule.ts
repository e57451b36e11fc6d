import type { Call } from '../communities/call.ts';
import { paragraph } from '../message/build.ts';
import type { Block } from '../message/message.ts';
import { nextBeats } from '../schedule/beats.ts';
import { briefingsOf, type WholeBriefing } from './find.ts';
import { briefingTitle } from './words.ts';

/** Characters of a kept schedule that are shown. */
const shown = 100;

/**
 * Whether a briefing is never sent because of its schedule: it can't be read, or no day fits it. Nobody can type one;
 * an earlier version or a manual change in the database may have left it.
 */
export const isBadSchedule = (
  { cron, zone }: Pick<WholeBriefing, 'cron' | 'zone'>,
  now: Temporal.Instant,
): boolean => cron !== '' && nextBeats({ cron, zone }, now, 1).length === 0;

/** The schedule as it stands in the row, short enough for a sentence. */
export const keptSchedule = ({ cron }: Pick<WholeBriefing, 'cron'>): string =>
  [...cron].slice(0, shown).join('');

/** Says to an editor what is wrong with a briefing's schedule and what to do; nothing where it works. */
export const badSchedule = (
  { t, locale, now }: Pick<Call, 't' | 'locale' | 'now'>,
  briefing: WholeBriefing,
): Block[] =>
  isBadSchedule(briefing, now)
    ? [
        paragraph(
          t('briefings.errors.badSchedule', {
            title: briefingTitle(briefing, locale),
            text: keptSchedule(briefing),
          }),
        ),
      ]
    : [];

/** Says to any reader which of a community's briefings are not sent because of their schedules. */
export async function badSchedules(
  { t, locale, now, db }: Pick<Call, 't' | 'locale' | 'now' | 'db'>,
  communityId: string,
): Promise<Block[]> {
  const all = await briefingsOf(db, communityId);
  return all
    .filter((one) => !one.paused && isBadSchedule(one, now))
    .map((one) => paragraph(t('briefings.notSent', { title: briefingTitle(one, locale) })));
}
