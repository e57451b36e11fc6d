import { recordAudit } from '../../context/audit.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import type { ApproverAdmin } from './propose-approver.ts';

export interface RemovedApprover {
  name: string;
  /** How many listings are left. */
  remainingCount: number;
}

/** Removes a person from the approvers, whoever added them. @throws UserError when they are not listed */
export async function removeApprover(
  { db, now }: { db: PrismaClient; now: Temporal.Instant },
  { account, community }: ApproverAdmin,
  personId: string,
): Promise<RemovedApprover> {
  const [main] = await db.account.findMany({ where: { personId }, orderBy: { platform: 'asc' } });
  const name = main ? displayName(main) : '';
  const remainingCount = await db.$transaction(async (tx) => {
    const { count } = await tx.approver.deleteMany({
      where: { communityId: community.id, personId },
    });
    if (count === 0) throw new UserError('approvers.errors.notListed');
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'approver.remove',
      details: { from: name, person: personId },
      at: new Date(now.epochMilliseconds),
    });
    const remaining = await tx.approver.count({ where: { communityId: community.id } });
    if (remaining === 0) {
      // The other admins are notified that there are no approvers.
      await tx.community.update({
        where: { id: community.id },
        data: { approversNotifiedAt: null },
      });
    }
    return remaining;
  });
  return { name, remainingCount };
}
