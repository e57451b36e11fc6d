import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import { displayName } from '../../language/text/display-name.ts';
import { createEligibilityCheck } from './approver-eligibility.ts';
import { notifyApprover } from './request-approval.ts';
import {
  approvalDeadline,
  buildApprovedContent,
  listPendingInCommunity,
  requestedChangeOf,
} from './requests.ts';

/** Asks people who may approve since now about what waits already. */
export async function notifyNewApprovers(
  call: CommandContext,
  community: Community,
  accounts: readonly Account[],
): Promise<void> {
  const { db, publications } = call;
  for (const request of await listPendingInCommunity(db, community.id, nowAsDate(call))) {
    const { id, alert, requestedBy, requestedById, createdAt } = request;
    const asker = requestedById && (await db.account.findUnique({ where: { id: requestedById } }));
    if (!asker) continue;
    const findObjection = await createEligibilityCheck(call, { community, requestedBy });
    const fit: Account[] = [];
    for (const account of accounts) {
      if ((await findObjection(account)) === undefined) fit.push(account);
    }
    if (fit.length === 0) continue;
    const change = requestedChangeOf(request);
    const { shown, bound, hash } = await buildApprovedContent(db, alert, change, createdAt);
    if (hash !== request.hash) continue;
    const asked = {
      shown,
      change,
      by: displayName(asker),
      reach: await publications.audienceSize(bound.audience),
      approveBy: approvalDeadline(request),
    };
    await db.$transaction(async (tx) => {
      const notices: string[] = [];
      for (const account of fit) {
        notices.push(await notifyApprover(call, tx, { alert, asked, request: id, account }));
      }
      const { count } = await tx.approval.updateMany({
        where: { id, state: 'pending' },
        data: { requestPublicationIds: { push: notices } },
      });
      // It was decided meanwhile: nobody is asked.
      if (count === 0) await tx.publication.deleteMany({ where: { id: { in: notices } } });
    });
  }
}
