import type { Prisma } from '../database/generated/client.ts';

/** Actions in the audit trail, as `subject.verb`; each has a message in `audit.acts`. */
export const auditActions = [
  'alert.approve',
  'alert.ask',
  'alert.correct',
  'alert.decline',
  'alert.drill',
  'alert.edit',
  'alert.retract',
  'alert.rule',
  'alert.send',
  'alert.withdraw',
  'application.approve',
  'application.invite',
  'application.reject',
  'application.rules',
  'approver.add',
  'approver.remove',
  'attendance.correct',
  'attendance.mark',
  'attendance.page',
  'attendance.rule',
  'board.off',
  'board.on',
  'briefing.item',
  'briefing.new',
  'briefing.pause',
  'briefing.resume',
  'briefing.schedule',
  'briefing.send',
  'calendar.import',
  'calendar.keep',
  'calendar.private',
  'calendar.lunar',
  'calendar.solar',
  'calendar.public',
  'calendar.remove',
  'certificate.issue',
  'certificate.revoke',
  'chat.settings',
  'community.audit',
  'community.begin',
  'community.code',
  'community.connect',
  'community.disconnect',
  'community.refuse',
  'community.remove',
  'course.cancel',
  'course.close',
  'course.copy',
  'course.edit',
  'course.move',
  'course.new',
  'course.reopen',
  'course.roster',
  'course.session',
  'course.signups',
  'delivery.cancel',
  'delivery.pause',
  'delivery.resume',
  'delivery.settle',
  'event.announce',
  'event.attendees',
  'event.cancelled',
  'event.decline',
  'event.edited',
  'event.inline',
  'event.message',
  'event.mirror',
  'event.names',
  'event.new',
  'event.pause',
  'event.postponed',
  'event.resume',
  'event.suggestions',
  'event.thanks',
  'question.add',
  'question.consent',
  'question.remove',
  'question.rules',
  'report.resolve',
  'event.reminders',
  'role.grant',
  'role.revoke',
  'roster.add',
  'roster.message',
  'roster.move',
  'roster.remove',
  'roster.seat',
  'topic.subscribe',
  'topic.unsubscribe',
] as const;

export type AuditAction = (typeof auditActions)[number];

export interface NewAuditEntry {
  communityId?: string;
  accountId?: string;
  action: AuditAction;
  details?: Prisma.InputJsonObject;
  /** Defaults to now. */
  at?: Date;
}

/** Adds an entry to the audit trail, in the transaction of the change that it records. */
export async function recordAudit(
  tx: Pick<Prisma.TransactionClient, 'auditEntry'>,
  { communityId, accountId, action, details, at }: NewAuditEntry,
): Promise<void> {
  await tx.auditEntry.create({
    data: {
      communityId: communityId ?? null,
      accountId: accountId ?? null,
      action,
      details: details ?? {},
      ...(at ? { createdAt: at } : {}),
    },
  });
}
