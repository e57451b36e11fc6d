import type { Grade, Severity } from '../database/generated/enums.ts';

const hourMs = 3_600_000;

/** Limits of an alert: characters of its words, times in milliseconds. An alert is one message on both platforms. */
export const alertLimits = {
  title: 150,
  text: 1500,
  reason: 200,
  /** How long a preview waits for its confirmation. */
  draftTtlMs: hourMs,
  /** How long an alert holds when nothing is said. */
  defaultDurationMs: 24 * hourMs,
  maxDurationMs: 30 * 24 * hourMs,
  /** How long a second person may take to approve it. */
  approvalTtlMs: 24 * hourMs,
} as const;

/** How long an alert that is over can still be corrected or withdrawn, in milliseconds: its copies still stand. */
export const correctionWindowMs = 30 * 24 * hourMs;

/** How a correction is graded: a typo is edited and logged, the others are also said where the alert stands. */
export const correctionGrades = ['typo', 'clarify', 'fact'] as const;

/** Grades of a change that can be said under each copy. A typo is edited and nothing more. */
export type AnnouncedGrade = Extract<Grade, 'clarify' | 'fact' | 'retract'>;

export interface SeverityPolicy {
  /** Whether it comes in a chat's quiet hours too. */
  isUrgent: boolean;
  /** Which changes are also said under each copy. */
  announced: readonly AnnouncedGrade[];
}

/** What each severity asks for. What may cost lives or property wakes people; the rest waits until their morning. */
export const severityPolicies: Readonly<Record<Severity, SeverityPolicy>> = {
  minor: { isUrgent: false, announced: ['fact'] },
  moderate: { isUrgent: false, announced: ['fact', 'retract'] },
  severe: { isUrgent: true, announced: ['clarify', 'fact', 'retract'] },
  extreme: { isUrgent: true, announced: ['clarify', 'fact', 'retract'] },
};

/** How long Telegram lets a bot delete its message, in milliseconds. Source: Bot API, deleteMessage. */
export const telegramDeletableMs = 48 * hourMs;
