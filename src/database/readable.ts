import type { Prisma } from './generated/client.ts';
import {
  AlertState,
  ApprovalState,
  ChatKind,
  EventState,
  Grade,
  Locale,
  Platform,
  Role,
  Severity,
  SignupState,
} from './generated/enums.ts';

const known = <Value extends string>(values: Readonly<Record<string, Value>>) => ({
  in: Object.values(values),
});
const knownOrNone = { OR: [{ locale: null }, { locale: known(Locale) }] };

/**
 * Conditions under which rows have no value that only a newer version knows, as after going back from one: a query
 * that meets one fails altogether. Such rows wait for that version, and keep nothing of the others.
 */
export const readable = {
  account: { platform: known(Platform) },
  alert: {
    state: known(AlertState),
    severity: known(Severity),
    versions: { every: { grade: known(Grade) } },
  },
  approval: { state: known(ApprovalState) },
  chat: { platform: known(Platform), kind: known(ChatKind), ...knownOrNone },
  community: { locale: known(Locale) },
  connection: { platform: known(Platform) },
  event: { state: known(EventState) },
  eventChange: { locale: known(Locale) },
  person: knownOrNone,
  roleGrant: { role: known(Role) },
  signup: { state: known(SignupState) },
} as const satisfies {
  account: Prisma.AccountWhereInput;
  alert: Prisma.AlertWhereInput;
  approval: Prisma.ApprovalWhereInput;
  chat: Prisma.ChatWhereInput;
  community: Prisma.CommunityWhereInput;
  connection: Prisma.ConnectionWhereInput;
  event: Prisma.EventWhereInput;
  eventChange: Prisma.EventChangeWhereInput;
  person: Prisma.PersonWhereInput;
  roleGrant: Prisma.RoleGrantWhereInput;
  signup: Prisma.SignupWhereInput;
};
