import { alertServices } from '../../src/alerts/approval/notices.ts';
import { addApprover } from '../../src/alerts/approvers/add-approver.ts';
import { createApproverNotices } from '../../src/alerts/approvers/notices.ts';
import {
  type ApproverInput,
  proposeApprover,
} from '../../src/alerts/approvers/propose-approver.ts';
import { type CommandContext, requireCommunity } from '../../src/context/command-context.ts';

/** Adds an approver by a confirmation of the proposal with this fingerprint. */
export function confirmApprover(
  admin: CommandContext,
  input: ApproverInput & { fingerprint: string },
) {
  const services = {
    ...alertServices(admin),
    approverNotices: createApproverNotices(admin.publications),
  };
  const { account } = admin;
  return addApprover(services, { account, community: requireCommunity(admin) }, input);
}

/** An admin is shown which accounts are meant, and confirms them. */
export async function addApproverAfterReview(
  admin: CommandContext,
  whom: CommandContext,
  also?: ApproverInput['also'],
): Promise<void> {
  const { platformId, name } = whom.account;
  const input = { who: { kind: 'person' as const, platformId, name }, also };
  const { account } = admin;
  const proposal = await proposeApprover(
    admin,
    { account, community: requireCommunity(admin) },
    input,
  );
  if (!proposal.hasRole) throw new Error('The person has no role that approves');
  await confirmApprover(admin, { ...input, fingerprint: proposal.fingerprint });
}
