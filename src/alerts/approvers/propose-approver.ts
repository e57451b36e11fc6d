import { hash } from 'node:crypto';
import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { resolveAccountReference } from '../../context/accounts.ts';
import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import type { PersonReference } from '../../kit/define/raw-value.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { findSamePerson, listApprovers } from '../eligibility/approvers.ts';

/** Whom an admin wants to add: a person, and an account of theirs that is not linked. */
export interface ApproverInput {
  who: PersonReference;
  also: Account | undefined;
}

/** The acting admin, and their community. */
export interface ApproverAdmin {
  account: Account;
  community: Community;
}

export interface ApproverProposal {
  input: ApproverInput;
  main: Account;
  /** All accounts that would count as the approver's. */
  accounts: Account[];
  /** Changes when other accounts would be listed. */
  fingerprint: string;
  /** Whether one of the accounts has the role that approvers need. */
  hasRole: boolean;
}

/** Whether one of the accounts is a moderator. */
async function isModerator(
  { roleResolver }: RoleMemberLookup,
  community: Community,
  accounts: readonly Account[],
): Promise<boolean> {
  for (const account of accounts) {
    if ((await roleResolver.rolesOf(account, community)).has('moderator')) return true;
  }
  return false;
}

/** Finds what the admin has to confirm. @throws UserError when it is the admin, or an account known as theirs */
export async function proposeApprover(
  services: RoleMemberLookup,
  { account, community }: ApproverAdmin,
  input: ApproverInput,
): Promise<ApproverProposal> {
  const { db } = services;
  const { who, also } = input;
  const main = await resolveAccountReference(db, account.platform, who);
  const accounts = await db.account.findMany({
    where: { personId: { in: [main.personId, ...(also ? [also.personId] : [])] } },
    orderBy: [{ platform: 'asc' }, { id: 'asc' }],
  });
  const approvers = await listApprovers(db, community.id);
  const fingerprints = accounts.map(accountFingerprint);
  const own = await db.account.findMany({ where: { personId: account.personId } });
  const samePerson = await findSamePerson(db, fingerprints, approvers);
  if (own.some((one) => samePerson.has(accountFingerprint(one)))) {
    throw new UserError('approvers.errors.self');
  }
  return {
    input,
    main,
    accounts,
    fingerprint: hash('sha256', fingerprints.toSorted().join(), 'base64url'),
    hasRole: await isModerator(services, community, accounts),
  };
}
