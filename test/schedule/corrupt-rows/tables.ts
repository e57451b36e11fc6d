import type { Prisma } from '../../../src/database/generated/client.ts';

/** The loops that read a table with corrupt rows, or why none reads it. */
type Entry = { loops: readonly string[] } | { none: string };

const expiring = 'src/alerts/expire-alerts.ts';
const changes = 'src/events/announcements/pending-changes.ts';
const cards = 'src/events/inline-cards/refresh-job.ts';
const thanking = 'src/events/thanks/publish-due.ts';
const reminding = 'src/events/reminders/publish-due.ts';
const minimums = 'src/courses/signup-rules/minimum-job.ts';
const undecided = 'src/courses/applications/decisions/undecided-job.ts';
const remindingOfSessions = 'src/courses/reminders/publish-due.ts';
const missing = 'src/courses/attendance/missed-job.ts';
const asking = 'src/feedback/ask-job.ts';
const repeating = 'src/events/series/extend-job.ts';
const closed = 'src/communities/chats/closed-chat-notice.ts';
const unknown = 'src/operations/unknown/unknown-notice.ts';
const nobody = 'src/alerts/approvers/no-approver-notice.ts';
const again = 'src/communities/chats/recheck-closed-chats.ts';
const zones = 'src/communities/repair-time-zones.ts';
const importing = 'src/calendar-imports/jobs/poll-job.ts';
const syncing = 'src/calendar-imports/items/sync.ts';
const boards = 'src/board/refresh-boards.ts';
const mirrors = 'src/event-mirrors/refresh-job.ts';
const briefings = 'src/briefings/editions/schedule-source.ts';
const cleaning = 'src/schedule/retention.ts';
const sender = 'src/delivery/worker/worker.ts';
const spreading = 'src/delivery/fan-out/fan-out.ts';
const lateness = 'src/delivery/admin/bulk-update.ts';

/** The models that jobs read. One that only a subject reads for which nothing runs by itself needs no entry. */
export const jobsByTable: Readonly<Partial<Record<Prisma.ModelName, Entry>>> = {
  Community: {
    loops: [
      ...[expiring, changes, reminding, thanking, closed, unknown, nobody, zones, briefings],
      ...[mirrors, remindingOfSessions],
    ],
  },
  Connection: { loops: [closed, unknown, nobody, mirrors] },
  DisconnectedSpace: { none: 'read when a platform says that the bot was let into a place' },
  Chat: { loops: [closed, again, zones, sender, spreading, mirrors] },
  Board: { loops: [boards] },
  EventMirror: { loops: [mirrors] },
  MirroredEvent: { loops: [mirrors] },
  Person: { loops: [zones, sender, closed] },
  Account: { loops: [expiring, closed, unknown, nobody, sender] },
  Membership: { none: 'read by commands and arrivals, for the person who is there' },
  RoleGrant: { loops: [closed, unknown, nobody] },
  Code: { loops: [cleaning] },
  RateLimitWindow: { loops: [cleaning] },
  Subscription: { loops: [spreading] },
  Picture: { loops: [cleaning] },
  PicturePiece: { none: 'read by its picture’s hash, when a message with the picture is sent' },
  PictureUpload: { none: 'read by its picture’s hash, when a message with the picture is sent' },
  Event: { loops: [changes, reminding, thanking, repeating, briefings, zones, mirrors] },
  EventSeries: { loops: [repeating, zones] },
  EventDraft: { loops: [cleaning, zones] },
  ImportedCalendar: { loops: [importing, zones] },
  ImportedItem: { loops: [syncing, cleaning] },
  EventSeriesException: { loops: [repeating] },
  EventWordVariant: { none: 'read by whoever searches for an event' },
  EventChange: { loops: [changes] },
  InlineCard: { loops: [cards, cleaning] },
  EventReminder: { loops: [reminding] },
  EventThanks: { loops: [thanking] },
  EventFeedback: { loops: [cleaning] },
  ReminderPreference: { loops: [reminding, remindingOfSessions] },
  Rsvp: { loops: [changes, reminding, thanking] },
  Course: { loops: [briefings, minimums, undecided, remindingOfSessions, asking] },
  CourseRun: { none: 'read by commands and by the trigger on sessions' },
  Session: { loops: [briefings, zones, minimums, undecided, remindingOfSessions, missing, asking] },
  Signup: { loops: [briefings, minimums, undecided, remindingOfSessions, missing, asking] },
  SessionReminder: { loops: [remindingOfSessions] },
  CheckInKey: { loops: [cleaning] },
  AttendancePage: { loops: [cleaning] },
  FeedbackRequest: { loops: [asking] },
  CourseFeedback: { loops: [cleaning] },
  CourseQuestion: { none: 'read by commands, for the course or the person who asks' },
  CourseConsent: { none: 'read by commands, for the course or the person who asks' },
  SignupAnswer: { loops: [cleaning] },
  SignupConsent: { loops: [cleaning] },
  Certificate: { none: 'read by commands and the page that verifies one' },
  SigningKey: { none: 'read when something is signed or verified' },
  SigningSecret: { none: 'read when something is signed' },
  Briefing: { loops: [briefings, zones] },
  Item: { loops: [briefings] },
  Edition: { loops: [briefings, unknown] },
  Alert: { loops: [expiring, briefings, unknown] },
  AlertVersion: { loops: [expiring, briefings, unknown] },
  Approval: { loops: [expiring] },
  Approver: { loops: [nobody] },
  LinkHistory: { none: 'read by the commands that ask for approval and give it' },
  Report: { loops: [cleaning] },
  ReportEntry: { none: 'read by who reports a message, and by moderators' },
  Publication: { loops: [sender, spreading, lateness, unknown, expiring] },
  Delivery: { loops: [sender, spreading, lateness, unknown] },
  RateLimitPause: { loops: [sender] },
  Prompt: { loops: [cleaning] },
  ActionSet: { loops: [cleaning] },
  ConsumedToken: { loops: [cleaning] },
  Cooldown: { loops: [cleaning] },
  ScheduledRun: {
    loops: [cleaning, 'src/schedule/run-lock.ts', 'src/operations/health/database-probe.ts'],
  },
  HandledUpdate: { loops: [cleaning, 'src/database/handled-updates.ts'] },
  AuditEntry: { loops: [closed, unknown, nobody] },
};
