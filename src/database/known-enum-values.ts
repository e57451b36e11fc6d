import type { Prisma } from './generated/client.ts';
import {
  AlertState,
  ApprovalState,
  AttendanceState,
  ChatKind,
  Eligibility,
  EventState,
  EventWorth,
  Grade,
  ImportedItemState,
  ImportMode,
  Locale,
  Platform,
  Role,
  RsvpState,
  Severity,
  SignupState,
} from './generated/enums.ts';

const isKnown = <Value extends string>(values: Readonly<Record<string, Value>>) => ({
  in: Object.values(values),
});
const knownOrNone = { OR: [{ locale: null }, { locale: isKnown(Locale) }] };

/**
 * Conditions that exclude rows with enum values of a newer version, as after a downgrade: a query that reads one fails
 * as a whole. Such rows wait for that version and do not block others.
 */
export const withKnownEnumValues = {
  account: { platform: isKnown(Platform) },
  alert: {
    state: isKnown(AlertState),
    severity: isKnown(Severity),
    versions: { every: { grade: isKnown(Grade) } },
  },
  approval: { state: isKnown(ApprovalState) },
  chat: { platform: isKnown(Platform), kind: isKnown(ChatKind), ...knownOrNone },
  community: { locale: isKnown(Locale) },
  connection: { platform: isKnown(Platform) },
  course: { eligibility: isKnown(Eligibility) },
  event: { state: isKnown(EventState) },
  eventChange: { locale: isKnown(Locale) },
  eventFeedback: { worth: isKnown(EventWorth) },
  importedCalendar: { mode: isKnown(ImportMode) },
  importedItem: { state: isKnown(ImportedItemState) },
  person: knownOrNone,
  roleGrant: { role: isKnown(Role) },
  rsvp: { state: isKnown(RsvpState) },
  signup: {
    state: isKnown(SignupState),
    AND: { OR: [{ attendance: null }, { attendance: isKnown(AttendanceState) }] },
  },
} as const satisfies {
  account: Prisma.AccountWhereInput;
  alert: Prisma.AlertWhereInput;
  approval: Prisma.ApprovalWhereInput;
  chat: Prisma.ChatWhereInput;
  community: Prisma.CommunityWhereInput;
  connection: Prisma.ConnectionWhereInput;
  course: Prisma.CourseWhereInput;
  event: Prisma.EventWhereInput;
  eventChange: Prisma.EventChangeWhereInput;
  eventFeedback: Prisma.EventFeedbackWhereInput;
  importedCalendar: Prisma.ImportedCalendarWhereInput;
  importedItem: Prisma.ImportedItemWhereInput;
  person: Prisma.PersonWhereInput;
  roleGrant: Prisma.RoleGrantWhereInput;
  rsvp: Prisma.RsvpWhereInput;
  signup: Prisma.SignupWhereInput;
};
