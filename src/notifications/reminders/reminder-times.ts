import { UserError } from '../../kit/define/user-error.ts';

/** When reminders may come, by the names that people choose; in minutes before what they are of. */
const reminderTimes = {
  week: 7 * 24 * 60,
  two_days: 2 * 24 * 60,
  day: 24 * 60,
  three_hours: 3 * 60,
  hour: 60,
  quarter_hour: 15,
} as const;

export type ReminderTime = keyof typeof reminderTimes;

/** Every time with `none`, which stands alone. */
export const reminderChoices = [
  'week',
  'two_days',
  'day',
  'three_hours',
  'hour',
  'quarter_hour',
  'none',
] as const satisfies readonly (ReminderTime | 'none')[];

export type ReminderChoice = (typeof reminderChoices)[number];

/** Every time in minutes. */
export const reminderMinutes: readonly number[] = Object.values(reminderTimes);

/** Minutes before, the earliest first; empty for `none`; undefined when `none` was chosen with others. */
export function minutesOf(chosen: readonly ReminderChoice[]): number[] | undefined {
  const times = chosen.filter((one) => one !== 'none');
  if (times.length < chosen.length && times.length > 0) return undefined;
  return times.map((one) => reminderTimes[one]).sort((a, b) => b - a);
}

/** The names of these minutes; times that are offered no more are left out. */
export const timesOf = (minutes: readonly number[]): ReminderTime[] =>
  reminderChoices.flatMap((name) =>
    name !== 'none' && minutes.includes(reminderTimes[name]) ? [name] : [],
  );

/** Minutes before, the earliest first. @throws UserError when `none` was chosen with other times */
export function requireMinutes(chosen: readonly ReminderChoice[]): number[] {
  const minutes = minutesOf(chosen);
  if (!minutes) throw new UserError('events.reminders.noneWithOthers', {}, ['times']);
  return minutes;
}
