/** Limits of briefings: characters of their words, and how much an edition holds of each sort. */
export const briefingLimits = {
  title: 150,
  itemTitle: 150,
  itemText: 1500,
  /** Days ahead for which coming events are named. */
  daysAhead: 7,
  events: 30,
  courses: 20,
  alerts: 20,
  items: 50,
  /** How long a confirming button holds, in milliseconds. */
  confirmationTtlMs: 3_600_000,
  /** Times that are promised after scheduling. */
  shownOccurrences: 5,
  /** Earlier editions on offer. */
  earlierEditions: 5,
} as const;
