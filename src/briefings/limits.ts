/** Limits of briefings, in characters, counts and milliseconds. */
export const briefingLimits = {
  title: 150,
  itemTitle: 150,
  itemText: 1500,
  /** Items in one edition. */
  items: 50,
  /**
   * An edition with more text than this folds its items; one with less is a single message on both platforms, whose limit
   * is 4096.
   */
  openEdition: 3500,
  /** Longest text of an item that is never folded: what a client shows of a folded quote. */
  openText: 160,
  /** How long an edition that was previewed can be confirmed. */
  confirmationTtlMs: 3_600_000,
  /** Occurrences that are listed after scheduling. */
  shownOccurrences: 5,
  /** Earlier editions on buttons. */
  earlierEditions: 5,
} as const;
