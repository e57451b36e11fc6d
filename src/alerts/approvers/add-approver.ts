import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { recordAudit } from '../../context/audit.ts';
import { ensureMembership } from '../../context/current-community.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/roles/role-members.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { displayName } from '../../language/text/display-name.ts';
import { notifyNewApprovers } from '../approval/notify-new-approvers.ts';
import type { ApprovalServices } from '../approval/services.ts';
import {
  type ApproverAdmin,
  type ApproverInput,
  type ApproverProposal,
  proposeApprover,
} from './propose-approver.ts';
import type { ApproverNotices } from './services.ts';

export interface AddApproverResult {
  proposal: ApproverProposal;
  /** False when the proposal is not what the admin confirmed: they have to confirm it again. */
  isAdded: boolean;
}

/** Stores the listing, and the audit entry. */
async function saveListing(
  tx: Transaction,
  { account, community }: ApproverAdmin,
  { main, accounts }: ApproverProposal,
  at: Date,
): Promise<void> {
  const key = {
    communityId: community.id,
    personId: main.personId,
    addedBy: accountFingerprint(account),
  };
  const listing = {
    accountFingerprints: accounts.map(accountFingerprint),
    accountIds: accounts.map(({ id }) => id),
    addedById: account.id,
    createdAt: at,
  };
  await tx.approver.upsert({
    where: { communityId_personId_addedBy: key },
    create: { ...key, ...listing },
    update: listing,
  });
  await recordAudit(tx, {
    communityId: community.id,
    accountId: account.id,
    action: 'approver.add',
    details: { to: displayName(main), person: main.personId, accounts: accounts.length },
    at,
  });
}

/**
 * Adds a person to the approvers, notifies them and the other admins, and asks them about pending requests.
 * @param fingerprint of the proposal that the admin confirmed
 * @throws UserError like `proposeApprover`
 */
export async function addApprover(
  services: ApprovalServices & { approverNotices: ApproverNotices },
  admin: ApproverAdmin,
  { fingerprint, ...input }: ApproverInput & { fingerprint: string },
): Promise<AddApproverResult> {
  const { db, approverNotices } = services;
  const { account, community } = admin;
  const proposal = await proposeApprover(services, admin, input);
  if (proposal.fingerprint !== fingerprint || !proposal.hasRole) {
    return { proposal, isAdded: false };
  }
  const { main, accounts } = proposal;
  await ensureMembership(db, main.personId, community.id);
  const admins = await pickReachableAccounts(
    db,
    await findRoleMembers(services, community, 'admin'),
  );
  const others = admins.filter(
    ({ personId }) => personId !== account.personId && personId !== main.personId,
  );
  const [reachable] = await pickReachableAccounts(db, accounts);
  await db.$transaction(async (tx) => {
    await saveListing(tx, admin, proposal, new Date(services.now.epochMilliseconds));
    if (reachable) await approverNotices.added(tx, { community, account: reachable, accounts });
    for (const { id: accountId } of others) {
      await approverNotices.listChanged(tx, { community, accountId });
    }
  });
  await notifyNewApprovers(services, community, accounts);
  return { proposal, isAdded: true };
}
