const dayMs = 24 * 3_600_000;

export const reportLimits = {
  /** Characters of a reported message that are kept. */
  excerpt: 200,
  /** Characters of a reason. */
  reason: 300,
  /** Reports of one person within 24 hours. */
  perDay: 10,
  /** Seconds between two reports of one person. */
  pauseSeconds: 10,
  /** How long a resolved message cannot be reported again, in milliseconds. */
  quietMs: dayMs,
  /** How long a report is kept, in milliseconds. */
  keepMs: 30 * dayMs,
  /** Reporters who are named in the notice; the others are counted. */
  named: 10,
} as const;
