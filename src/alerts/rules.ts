import type { Grade, Severity } from '../database/generated/enums.ts';

const hourMs = 3_600_000;

/** Limits of an alert, in characters and milliseconds. An alert fits into one message on both platforms. */
export const alertLimits = {
  title: 150,
  text: 1500,
  reason: 200,
  /** How long a draft can be confirmed. */
  draftTtlMs: hourMs,
  /** How long an alert is active when no expiry is given. */
  defaultDurationMs: 24 * hourMs,
  maxDurationMs: 30 * 24 * hourMs,
  /** How long a request for approval is open. */
  approvalTtlMs: 24 * hourMs,
} as const;

/** How long an expired alert can still be corrected or retracted, in milliseconds. */
export const correctionWindowMs = 30 * 24 * hourMs;

/** How a correction is graded: a typo only edits the copies, the others may also be announced under them. */
export const correctionGrades = ['typo', 'clarify', 'fact'] as const;

/** Grades of changes that can be announced under each copy. */
export type AnnouncedGrade = Extract<Grade, 'clarify' | 'fact' | 'retract'>;

export interface SeverityPolicy {
  /** Whether it ignores the quiet hours of chats. */
  isUrgent: boolean;
  /** Which changes are also announced under each copy. */
  announced: readonly AnnouncedGrade[];
}

/** What may cost lives or property ignores quiet hours; the rest waits until they end. */
export const severityPolicies: Readonly<Record<Severity, SeverityPolicy>> = {
  minor: { isUrgent: false, announced: ['fact'] },
  moderate: { isUrgent: false, announced: ['fact', 'retract'] },
  severe: { isUrgent: true, announced: ['clarify', 'fact', 'retract'] },
  extreme: { isUrgent: true, announced: ['clarify', 'fact', 'retract'] },
};

/** How long Telegram lets a bot delete its own message, in milliseconds (Bot API, deleteMessage). */
export const telegramDeletableMs = 48 * hourMs;
