import type { Course } from '../../database/generated/client.ts';
import { formatDuration } from '../../language/format-date.ts';
import type { Locale } from '../../language/locale.ts';
import type { CourseReader } from '../messages.ts';

/** `24 hours`. */
const minutesText = (minutes: number, locale: Locale): string =>
  formatDuration(Temporal.Duration.from({ minutes }).round({ largestUnit: 'hours' }), locale);

/** How free seats go to the waiting list. @param asksFirst whether the reader chose to be asked */
export function waitingRule(
  { offerMinutes, freezeMinutes }: Pick<Course, 'offerMinutes' | 'freezeMinutes'>,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
  asksFirst = false,
): string {
  const how =
    offerMinutes === null
      ? t(`courses.waitingRule.${asksFirst ? 'asks' : 'atOnce'}`)
      : t('courses.waitingRule.offered', { time: minutesText(offerMinutes, locale) });
  return freezeMinutes === 0
    ? how
    : `${how} ${t('courses.waitingRule.frozen', { time: minutesText(freezeMinutes, locale) })}`;
}
