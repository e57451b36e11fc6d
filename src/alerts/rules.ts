const hour = 3_600_000;

/** Limits of an alert: characters of its words, times in milliseconds. An alert is one message on both platforms. */
export const alertRules = {
  title: 150,
  text: 1500,
  reason: 200,
  /** How long a preview waits for its confirmation. */
  draftMs: hour,
  /** How long an alert holds when nothing is said. */
  usualMs: 24 * hour,
  longestMs: 30 * 24 * hour,
} as const;

/** How long an alert that is over can still be corrected or withdrawn, in milliseconds: its copies still stand. */
export const correctableMs = 30 * 24 * hour;

/** How a correction is graded: a typo is edited and logged, the others are also said where the alert stands. */
export const correctionGrades = ['typo', 'clarify', 'fact'] as const;
