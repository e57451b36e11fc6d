/** Minutes after the midnight that begins a day; those of a night end on the next one. */
export interface Hours {
  readonly from: number;
  readonly until: number;
}

/** Whole days: `until` is the day after the last one and always later than `from`. */
export interface Period {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
  /** Those of the first day that are meant; without it all of the days are. */
  readonly hours?: Hours | undefined;
}

/** The instants between which a period lies in a zone, the second one exclusive. */
export function periodInstants(
  { from, until, hours }: Period,
  zone: string,
): { from: Temporal.Instant; until: Temporal.Instant } {
  const at = (minutes: number) =>
    from.toPlainDateTime().add({ minutes }).toZonedDateTime(zone).toInstant();
  return hours
    ? { from: at(hours.from), until: at(hours.until) }
    : {
        from: from.toZonedDateTime(zone).toInstant(),
        until: until.toZonedDateTime(zone).toInstant(),
      };
}
