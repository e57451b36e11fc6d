import { recordAudit } from '../../context/audit.ts';
import { findRoleMembers, type RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account, Community, PrismaClient } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { ApproverNotices } from './services.ts';

/** Whether alerts of a community need approval, and how many people may give it. */
export interface ApprovalRule {
  requiresApproval: boolean;
  approverCount: number;
}

export async function readApprovalRule(
  { db }: { db: PrismaClient },
  { id: communityId }: Community,
): Promise<ApprovalRule> {
  const { requiresApproval } = await db.community.findUniqueOrThrow({
    where: { id: communityId },
  });
  const people = await db.approver.findMany({
    where: { communityId },
    distinct: ['personId'],
    select: { personId: true },
  });
  return { requiresApproval, approverCount: people.length };
}

/**
 * Makes alerts and corrections need approval, or not any more; then all admins are notified.
 * @throws UserError when it is so already
 */
export async function setApprovalRule(
  services: RoleMemberLookup & { notices: Pick<ApproverNotices, 'approvalDisabled'> },
  { community, account }: { community: Community; account: Account },
  requiresApproval: boolean,
): Promise<ApprovalRule> {
  const { db, now, notices } = services;
  const at = new Date(now.epochMilliseconds);
  const admins = requiresApproval ? [] : await findRoleMembers(services, community, 'admin');
  await db.$transaction(async (tx) => {
    const { count } = await tx.community.updateMany({
      where: { id: community.id, requiresApproval: !requiresApproval },
      // The reply to this change says so when there are no approvers: no further notice is due.
      data: { requiresApproval, approversNotifiedAt: at },
    });
    if (count === 0) {
      const already = requiresApproval ? 'onAlready' : 'offAlready';
      throw new UserError(`alerts.approval.errors.${already}`);
    }
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'alert.rule',
      details: { approval: requiresApproval },
    });
    for (const { id: accountId } of admins) {
      await notices.approvalDisabled(tx, { community, accountId, disabledBy: account, at });
    }
  });
  return readApprovalRule(services, community);
}
