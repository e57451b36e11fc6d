const epoch = Temporal.PlainDate.from('1970-01-01');
const julianDayOfEpoch = 2440588;

/** Julian day numbers count days, without a time. */
export const toJulianDay = (date: Temporal.PlainDate): number =>
  julianDayOfEpoch + epoch.until(date).days;
export const fromJulianDay = (day: number): Temporal.PlainDate =>
  epoch.add({ days: day - julianDayOfEpoch });
