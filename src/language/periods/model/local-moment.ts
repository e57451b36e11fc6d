export const partsOfDay = ['morning', 'noon', 'afternoon', 'evening', 'night'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** A day, with a time of day if one was given. */
export interface LocalMoment {
  readonly date: Temporal.PlainDate;
  readonly time?: Temporal.PlainTime;
  /** The part of the day, if it was given instead of a time: `tối mai`. */
  readonly partOfDay?: PartOfDay;
  /** The text as typed, if it named another zone than the reader's. */
  readonly originalText?: string;
}
