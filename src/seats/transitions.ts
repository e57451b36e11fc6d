import type { AuditAction } from '../context/audit.ts';
import { AttendanceState, type SignupState } from '../database/generated/enums.ts';

/** Where a person stands with a session: `none` before they signed up, and what was noted of who had a seat. */
export type SignupStatus = 'none' | SignupState | AttendanceState;

export interface Transition {
  from: readonly SignupStatus[];
  to: SignupStatus;
  /** Who may: the program does it by itself when a seat becomes free or a time passes. */
  by: 'person' | 'organiser' | 'program';
  /** How the person learns of it: in the answer to what they did, or by a message of its own. */
  told: 'answer' | 'message' | 'nothing';
  /** What the audit trail says; people's own steps are not in it. */
  log: AuditAction | null;
  /** Whether it leads into another session. */
  moves?: true;
}

/** States from which somebody may sign up anew, at the end of the order. */
export const outsideStates = [
  'cancelled',
  'declined',
  'removed',
  'invited',
] as const satisfies SignupState[];

/** What was noted of somebody is corrected to anything else, for a reason. */
const corrections = Object.values(AttendanceState).map(
  (to): Transition => ({
    from: Object.values(AttendanceState).filter((state) => state !== to),
    to,
    ...{ by: 'organiser', told: 'nothing', log: 'attendance.correct' },
  }),
);

/** Every way in which a signup changes. */
export const transitions: readonly Transition[] = [
  {
    from: ['none', ...outsideStates],
    to: 'confirmed',
    ...{ by: 'person', told: 'answer', log: null },
  },
  {
    from: ['none', ...outsideStates],
    to: 'waiting',
    ...{ by: 'person', told: 'answer', log: null },
  },
  // Where organisers approve who signs up: see src/courses/applications.
  {
    from: ['none', ...outsideStates],
    to: 'pending',
    ...{ by: 'person', told: 'answer', log: null },
  },
  {
    from: ['pending'],
    to: 'confirmed',
    ...{ by: 'organiser', told: 'message', log: 'application.approve' },
  },
  {
    from: ['pending'],
    to: 'waiting',
    ...{ by: 'organiser', told: 'message', log: 'application.approve' },
  },
  {
    from: ['pending'],
    to: 'rejected',
    ...{ by: 'organiser', told: 'message', log: 'application.reject' },
  },
  { from: ['pending'], to: 'declined', by: 'program', told: 'message', log: null },
  {
    from: ['none', 'cancelled', 'declined', 'removed', 'rejected'],
    to: 'invited',
    ...{ by: 'organiser', told: 'message', log: 'application.invite' },
  },
  { from: ['invited'], to: 'declined', by: 'person', told: 'answer', log: null },
  { from: ['waiting'], to: 'confirmed', by: 'program', told: 'message', log: null },
  { from: ['waiting'], to: 'offered', by: 'program', told: 'message', log: null },
  { from: ['offered'], to: 'confirmed', by: 'person', told: 'answer', log: null },
  { from: ['offered'], to: 'declined', by: 'person', told: 'answer', log: null },
  { from: ['offered'], to: 'declined', by: 'program', told: 'message', log: null },
  {
    from: ['confirmed', 'waiting', 'offered', 'pending'],
    to: 'cancelled',
    ...{ by: 'person', told: 'answer', log: null },
  },
  // By hand, whatever was before: see src/courses/roster/changes.
  {
    from: ['none', 'rejected', ...outsideStates],
    to: 'confirmed',
    ...{ by: 'organiser', told: 'message', log: 'roster.add' },
  },
  {
    from: ['none', 'rejected', ...outsideStates],
    to: 'waiting',
    ...{ by: 'organiser', told: 'message', log: 'roster.add' },
  },
  {
    from: ['waiting', 'offered'],
    to: 'confirmed',
    ...{ by: 'organiser', told: 'message', log: 'roster.seat' },
  },
  {
    from: ['confirmed', 'waiting', 'offered'],
    to: 'confirmed',
    ...{ by: 'organiser', told: 'message', log: 'roster.move', moves: true },
  },
  {
    from: ['waiting'],
    to: 'waiting',
    ...{ by: 'organiser', told: 'message', log: 'roster.move', moves: true },
  },
  {
    from: ['confirmed', 'waiting', 'offered'],
    to: 'removed',
    ...{ by: 'organiser', told: 'message', log: 'roster.remove' },
  },
  // Who was there: see src/courses/attendance.
  { from: ['confirmed'], to: 'attended', by: 'person', told: 'answer', log: null },
  { from: ['confirmed'], to: 'late', by: 'person', told: 'answer', log: null },
  ...Object.values(AttendanceState).map(
    (to): Transition => ({
      from: ['confirmed'],
      to,
      ...{ by: 'organiser', told: 'nothing', log: 'attendance.mark' },
    }),
  ),
  { from: ['confirmed'], to: 'missed', by: 'program', told: 'nothing', log: null },
  ...corrections,
];

/** The row of a change; undefined where there is no such change. */
export const findTransition = (
  from: SignupStatus,
  to: SignupStatus,
  by: Transition['by'],
): Transition | undefined =>
  transitions.find((row) => row.to === to && row.by === by && row.from.includes(from));
