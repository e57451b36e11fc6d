import { recordAudit } from '../../context/audit.ts';
import { nowAsDate, requireCommunity } from '../../context/command-context.ts';
import type { RequestContext } from '../../context/request-context.ts';
import {
  findRemainingAdmins,
  requireRemainingAdmin,
} from '../../context/roles/remaining-admins.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/roles/role-members.ts';
import type { Community, Connection } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { type DisconnectImpact, impactFingerprint, measureImpact } from './disconnect-impact.ts';
import { preventAutoCreation } from './platform-lifecycle.ts';

/** Deleting a community with all that it has may take long; in milliseconds. */
const transactionOptions = { maxWait: 10_000, timeout: 60_000 } as const;

type DisconnectRequest = Pick<
  RequestContext,
  'db' | 'now' | 'account' | 'chat' | 'community' | 'roles' | 'roleResolver' | 'platformPermissions'
>;

/** The spaces to choose from, or what would be deleted. */
export type DisconnectPlan =
  | { kind: 'choose'; spaces: readonly Connection[] }
  | { kind: 'confirm'; space: Connection; community: Community; impact: DisconnectImpact };

export interface DisconnectedSpace {
  kind: 'disconnected';
  space: Connection;
  community: Community;
  /** The community was deleted with its last space. */
  isLast: boolean;
}

export interface DisconnectNotices {
  /** Tells another admin, in the transaction. */
  disconnected(tx: Transaction, accountId: string, done: DisconnectedSpace): Promise<void>;
}

const adminRequired = () => new UserError('kit.refused.role', { role: { key: 'roles.admin' } });

export const listConnections = ({
  db,
  community,
}: Pick<RequestContext, 'db' | 'community'>): Promise<Connection[]> =>
  db.connection.findMany({
    where: { communityId: community?.id ?? '' },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });

/** Managers of a space may disconnect it, unless that deletes the community. @throws UserError for all other people */
async function requireMayDisconnect(
  request: DisconnectRequest,
  space: Connection,
  isLast: boolean,
): Promise<void> {
  if ((await request.roles(requireCommunity(request))).has('admin')) return;
  const { platform, platformId } = request.account;
  const isManager =
    platform === space.platform &&
    (await request.platformPermissions[platform].canManage(space.platformId, platformId));
  if (!isManager || isLast) throw adminRequired();
}

/** The spaces that the account may disconnect: all of them for an admin, else those that it manages. */
async function listDisconnectable(request: DisconnectRequest): Promise<Connection[]> {
  const all = await listConnections(request);
  if ((await request.roles(requireCommunity(request))).has('admin')) return all;
  const { platform, platformId } = request.account;
  const managed = await Promise.all(
    all.map(
      async (space) =>
        space.platform === platform &&
        request.platformPermissions[platform].canManage(space.platformId, platformId),
    ),
  );
  return all.filter((_, at) => managed[at]);
}

/** The given space, else the one of the request, else the community's only one. */
async function resolveConnection(request: DisconnectRequest, given: Connection | undefined) {
  const meant = given ?? request.chat.connection ?? undefined;
  if (meant) return meant;
  const all = await listConnections(request);
  return all.length === 1 ? all[0] : undefined;
}

/** @throws UserError when the community would have no admin without this space */
async function requireAdminElsewhere(
  request: DisconnectRequest,
  community: Community,
  space: Connection,
) {
  const remaining = await findRemainingAdmins(request, community, undefined, [space.id]);
  if (!remaining.hasImplicitAdmin && remaining.grantIds.length === 0) {
    throw new UserError('connections.errors.lastAdmin', { place: space.title });
  }
  return remaining;
}

/**
 * What disconnecting would delete, or which spaces could be meant.
 * @throws UserError for people who may not disconnect the space, or when the community would have no admin
 */
export async function planDisconnect(
  request: DisconnectRequest,
  given: Connection | undefined,
): Promise<DisconnectPlan> {
  const community = requireCommunity(request);
  const space = await resolveConnection(request, given);
  if (!space) {
    const spaces = await listDisconnectable(request);
    if (spaces.length === 0) throw adminRequired();
    return { kind: 'choose', spaces };
  }
  const impact = await measureImpact(request.db, community, space);
  await requireMayDisconnect(request, space, impact.isLast);
  if (!impact.isLast) await requireAdminElsewhere(request, community, space);
  return { kind: 'confirm', space, community, impact };
}

/** Ends the subscriptions of the space's chats and skips what is still queued for them. */
async function detachSpace(tx: Transaction, communityId: string, space: Connection): Promise<void> {
  const inSpace = { chat: { connectionId: space.id } };
  await tx.subscription.deleteMany({ where: { communityId, ...inSpace } });
  await tx.delivery.updateMany({
    where: { state: 'queued', publication: { communityId }, ...inSpace },
    data: { state: 'skipped', error: 'disconnected' },
  });
  // Chats outlive the connection: what was sent to them can still be corrected.
  await tx.chat.updateMany({ where: { connectionId: space.id }, data: { connectionId: null } });
  await tx.connection.delete({ where: { id: space.id } });
  await preventAutoCreation(tx, space);
}

/**
 * Disconnects a space and notifies the other admins; the community is deleted with its last space.
 * @param confirmed the space's id, and the fingerprint of the impact that was shown
 * @returns a new plan when the impact has changed since
 * @throws UserError as {@link planDisconnect}, or when the space is not connected any more
 */
export async function disconnectSpace(
  request: DisconnectRequest & { refreshSchedule(): void },
  notices: DisconnectNotices,
  confirmed: { place: string; seen: string },
): Promise<DisconnectedSpace | DisconnectPlan> {
  const { db, account } = request;
  const community = requireCommunity(request);
  const space = await db.connection.findFirst({
    where: { id: confirmed.place, communityId: community.id },
  });
  if (!space) throw new UserError('connections.errors.gone');
  const { isLast } = await measureImpact(db, community, space);
  await requireMayDisconnect(request, space, isLast);
  const remaining = isLast ? undefined : await requireAdminElsewhere(request, community, space);
  const admins = await pickReachableAccounts(
    db,
    await findRoleMembers(request, community, 'admin'),
  );
  const result: DisconnectedSpace = { kind: 'disconnected', space, community, isLast };
  const isDone = await db.$transaction(async (tx) => {
    if (remaining) await requireRemainingAdmin(tx, community.id, remaining);
    else await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${community.id}::uuid FOR UPDATE`;
    const impact = await measureImpact(tx, community, space);
    if (impactFingerprint(impact) !== confirmed.seen) return false;
    await detachSpace(tx, community.id, space);
    if (isLast) await tx.community.delete({ where: { id: community.id } });
    await recordAudit(tx, {
      ...(isLast ? {} : { communityId: community.id }),
      accountId: account.id,
      action: isLast ? 'community.remove' : 'community.disconnect',
      details: { platform: space.platform, place: space.title },
      at: nowAsDate(request),
    });
    for (const { id, personId } of admins) {
      if (personId !== account.personId) await notices.disconnected(tx, id, result);
    }
    return true;
  }, transactionOptions);
  if (!isDone) return planDisconnect(request, space);
  // A deleted community's briefings have no schedule any more.
  request.refreshSchedule();
  return result;
}
