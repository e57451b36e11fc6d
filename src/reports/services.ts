import type { RoleMemberLookup } from '../context/roles/role-members.ts';
import type { Chat, Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';

/** A reported message as moderators are shown it. */
export interface ReportView {
  id: string;
  community: Community;
  chat: Chat;
  /** Its first words; empty for a message without any. */
  excerpt: string;
  link: string | undefined;
  alertId: string | undefined;
  /** Those who reported it, the first one first. Empty once the report is resolved. */
  reporters: readonly { name: string; reason: string }[];
}

/** Publishes the private messages to the moderators, in the transaction of the change. */
export interface ReportNotices {
  /** Tells these private chats of a report. @returns the id of the publication */
  sent(tx: Transaction, report: ReportView, chatIds: readonly string[]): Promise<string>;
  /** Replaces what was sent: somebody else reported it too. */
  updated(
    tx: Transaction,
    report: ReportView,
    original: { id: string; chatIds: readonly string[] },
  ): Promise<void>;
  /** Replaces what was sent, without buttons and names. */
  resolved(
    tx: Transaction,
    report: ReportView,
    original: { id: string; chatIds: readonly string[]; at: Date },
  ): Promise<void>;
}

export interface ReportServices extends RoleMemberLookup {
  notices: ReportNotices;
}
