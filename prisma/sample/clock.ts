export const sampleZone = 'Asia/Ho_Chi_Minh';

/** Days and hours relative to today, in the sample's time zone. */
export interface SampleClock {
  now: Date;
  /** Midnight of the day that is `days` days from today. */
  day(days: number): Date;
  /** `HH:MM` on that day. */
  at(days: number, time: string): Date;
  /** Days from today to this week's Sunday. */
  daysToSunday: number;
}

export function sampleClock(now: Date): SampleClock {
  const today = now.toTemporalInstant().toZonedDateTimeISO(sampleZone).toPlainDate();
  const at = (days: number, time: string) =>
    new Date(
      today
        .add({ days })
        .toZonedDateTime({ timeZone: sampleZone, plainTime: Temporal.PlainTime.from(time) })
        .epochMilliseconds,
    );
  return { now, day: (days) => at(days, '00:00'), at, daysToSunday: 7 - today.dayOfWeek };
}
