/** Whole days: `until` is the day after the last one and always later than `from`. */
export interface Period {
  readonly from: Temporal.PlainDate;
  readonly until: Temporal.PlainDate;
}
