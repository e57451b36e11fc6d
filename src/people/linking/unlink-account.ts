import type { RequestContext } from '../../context/request-context.ts';
import {
  type GrantWithCommunity,
  listEffectiveGrants,
} from '../../context/roles/effective-grants.ts';
import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  communitiesWithoutAdmin,
  communityNames,
  findAdminImpact,
  requireRemainingAdmins,
} from '../admin-impact.ts';
import { type MergeServices, splitPerson } from './account-merge.ts';

type UnlinkRequest = Pick<RequestContext, 'db' | 'now' | 'account' | 'person'> & RoleMemberLookup;

export interface UnlinkPlan {
  /** The account that the request's account is linked to. */
  linked: Account;
  /** Roles that the request's account loses; linking again does not restore them. */
  lostGrants: readonly GrantWithCommunity[];
}

export interface UnlinkNotices {
  /** Tells a formerly linked account, in the transaction. */
  unlinked(tx: Transaction, accountId: string, unlinked: Account): Promise<void>;
}

/** The other accounts of the person. @throws UserError when there are none */
async function requireLinkedAccounts({
  db,
  account,
  person,
}: UnlinkRequest): Promise<[Account, ...Account[]]> {
  const [first, ...others] = await db.account.findMany({
    where: { personId: person.id, id: { not: account.id } },
  });
  if (!first) throw new UserError('commands.unlink.alone');
  return [first, ...others];
}

/** Grants to the person stop being in effect for the account. */
const findImpactOfUnlinking = (request: UnlinkRequest) =>
  findAdminImpact(request, [request.account], { accountId: request.account.id });

const withoutAdminError = (communities: readonly Community[]) =>
  new UserError('admins.unlinking', { communities: communityNames(communities) });

/**
 * What unlinking the request's account would change.
 * @throws UserError when it is not linked, or a community would have no admin
 */
export async function planUnlink(request: UnlinkRequest): Promise<UnlinkPlan> {
  const [linked] = await requireLinkedAccounts(request);
  const lacking = communitiesWithoutAdmin(await findImpactOfUnlinking(request));
  if (lacking.length > 0) throw withoutAdminError(lacking);
  return { linked, lostGrants: await listEffectiveGrants(request.db, request.account) };
}

/**
 * Gives the request's account a person of its own again, with what it brought into the link.
 * @throws UserError when it is not linked, or a community would have no admin
 */
export async function unlinkAccount(
  request: UnlinkRequest & MergeServices,
  notices: UnlinkNotices,
): Promise<void> {
  const { db, account } = request;
  const others = await requireLinkedAccounts(request);
  const impacts = await findImpactOfUnlinking(request);
  await db.$transaction(async (tx) => {
    await requireRemainingAdmins(tx, impacts, withoutAdminError);
    await splitPerson(tx, request, account.id);
    for (const { id } of others) await notices.unlinked(tx, id, account);
  });
}
