import type { Grade, Severity } from '../database/generated/enums.ts';

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

/** Grades of a change that can be said under each copy. A typo is edited and nothing more. */
export type AnnouncedGrade = Extract<Grade, 'clarify' | 'fact' | 'retract'>;

export interface SeverityRules {
  /** Whether it comes in a chat's quiet hours too. */
  isUrgent: boolean;
  /** Which changes are also said under each copy. */
  announced: readonly AnnouncedGrade[];
}

/** What each severity asks for. What may cost lives or property wakes people; the rest waits until their morning. */
export const severityRules: Readonly<Record<Severity, SeverityRules>> = {
  minor: { isUrgent: false, announced: ['fact'] },
  moderate: { isUrgent: false, announced: ['fact', 'retract'] },
  severe: { isUrgent: true, announced: ['clarify', 'fact', 'retract'] },
  extreme: { isUrgent: true, announced: ['clarify', 'fact', 'retract'] },
};

/** How long Telegram lets a bot delete its message, in milliseconds. Source: Bot API, deleteMessage. */
export const deletableMs = 48 * hour;
