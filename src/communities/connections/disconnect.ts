import { hash } from 'node:crypto';
import { recordAudit } from '../../context/audit.ts';
import { type CommandContext, nowAsDate, requireCommunity } from '../../context/command-context.ts';
import { findRemainingAdmins, requireRemainingAdmin } from '../../context/remaining-admins.ts';
import { findRoleMembers, pickReachableAccounts } from '../../context/role-members.ts';
import type { Community, Connection } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { pick } from '../../kit/argument-types/pick.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { fold } from '../../language/text/fold.ts';
import { button, heading, list, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { preventAutoCreation } from './platform-lifecycle.ts';

/** A community may hold much; in milliseconds. */
const transactionOptions = { maxWait: 10_000, timeout: 60_000 } as const;
/** Places that are offered at once. */
const maxOffered = 20;

const labelOf = ({ title, platform }: Connection, { t }: Pick<CommandContext, 't'>): string =>
  `${title} · ${t(`platforms.${platform}`)}`;

const listConnections = (call: Pick<CommandContext, 'db' | 'community'>): Promise<Connection[]> =>
  call.db.connection.findMany({
    where: { communityId: call.community?.id ?? '' },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });

/** A server, group or channel of this community, on either platform. */
export const connectedSpace = () =>
  pick<Connection, CommandContext>({
    name: 'chat',
    search: async (words, call, _given, limit) =>
      call.community
        ? (await listConnections(call))
            .filter((one) => fold(labelOf(one, call)).includes(fold(words)))
            .slice(0, limit)
        : [],
    find: async (id, call) =>
      call.community
        ? (await listConnections(call)).find((one) => one.id === id || one.platformId === id)
        : undefined,
    id: ({ id }) => id,
    label: (place, call) => labelOf(place, call),
    names: ({ title }) => [title],
    noMatchKey: 'connections.errors.none',
  });

/** What goes when a place leaves, by kind; a community that has no other place goes with it. */
interface DisconnectImpact {
  isLast: boolean;
  counts: Readonly<Record<string, number>>;
}

async function measureImpact(
  tx: Transaction,
  { id: communityId }: Community,
  place: Connection,
): Promise<DisconnectImpact> {
  const others = await tx.connection.count({ where: { communityId, id: { not: place.id } } });
  if (others > 0) {
    const ofPlace = { chat: { connectionId: place.id } };
    return {
      isLast: false,
      counts: {
        topics: await tx.subscription.count({ where: { communityId, ...ofPlace } }),
        waiting: await tx.delivery.count({
          where: { state: 'queued', publication: { communityId }, ...ofPlace },
        }),
      },
    };
  }
  const { _count: counts } = await tx.community.findUniqueOrThrow({
    where: { id: communityId },
    select: {
      _count: {
        select: {
          events: true,
          courses: true,
          briefings: true,
          alerts: true,
          grants: true,
          approvers: true,
          subscriptions: true,
          members: true,
        },
      },
    },
  });
  const signups = await tx.signup.count({
    where: { state: { not: 'withdrawn' }, session: { course: { communityId } } },
  });
  return { isLast: true, counts: { ...counts, signups } };
}

/** Stands for what was shown; what comes and goes by itself is left out. */
function impactFingerprint({
  isLast,
  counts: { waiting: _waiting, members: _members, ...counts },
}: DisconnectImpact): string {
  return hash('sha256', JSON.stringify({ isLast, counts }), 'base64url');
}

/** @throws Refusal for whom neither the community nor the platform lets */
async function requireMayDisconnect(
  call: CommandContext,
  place: Connection,
  isLast: boolean,
): Promise<void> {
  if ((await call.roles(requireCommunity(call))).has('admin')) return;
  const { platform, platformId } = call.account;
  const isManager =
    platform === place.platform &&
    (await call.platformPermissions[platform].canManage(place.platformId, platformId));
  // Who manages a place may take it out of a community, and end none.
  if (!isManager || isLast)
    throw new UserError('kit.refused.role', { role: call.t('roles.admin') });
}

/** The places that this person may take out: all of them for an admin, else those that the platform lets them manage. */
async function listDisconnectable(call: CommandContext): Promise<Connection[]> {
  const all = await listConnections(call);
  if ((await call.roles(requireCommunity(call))).has('admin')) return all;
  const { platform, platformId } = call.account;
  const managed = await Promise.all(
    all.map(
      async (place) =>
        place.platform === platform &&
        call.platformPermissions[platform].canManage(place.platformId, platformId),
    ),
  );
  return all.filter((_, at) => managed[at]);
}

/** The place that is meant, or where this is said, or the only one. */
async function resolveConnection(call: CommandContext, given: Connection | undefined) {
  const here = call.chat.connection ?? undefined;
  if (given ?? here) return given ?? here;
  const all = await listConnections(call);
  return all.length === 1 ? all[0] : undefined;
}

/** What would be lost, and a button that does it. */
export async function askToDisconnect(
  call: CommandContext,
  given: Connection | undefined,
): Promise<Message> {
  const { t, db, account } = call;
  const community = requireCommunity(call);
  const place = await resolveConnection(call, given);
  if (!place) {
    const theirs = await listDisconnectable(call);
    if (theirs.length === 0) {
      throw new UserError('kit.refused.role', { role: t('roles.admin') });
    }
    const own = { command: 'disconnect', account: account.id, answer: 'update' as const };
    return message([paragraph(t('connections.which'))], {
      buttons: [
        ...theirs
          .slice(0, maxOffered)
          .map((one) => [button(labelOf(one, call), { ...own, args: { chat: `id:${one.id}` } })]),
        [button(t('kit.cancel'), { ...own, step: 'leave', args: {} })],
      ],
    });
  }
  const loss = await measureImpact(db, community, place);
  const { isLast, counts } = loss;
  await requireMayDisconnect(call, place, isLast);
  if (!isLast) await requireAdminElsewhere(call, community, place);
  const lost = Object.entries(counts).flatMap(([what, count]) =>
    count > 0 ? [t(`connections.lost.${what}`, { count })] : [],
  );
  const act = (step: string) => ({
    command: 'disconnect',
    step,
    args: { place: place.id, seen: impactFingerprint(loss) },
    account: account.id,
    once: true,
    answer: 'update' as const,
  });
  const key = isLast ? 'remove' : 'disconnect';
  return message(
    [
      heading(t(`connections.${key}.ask`, { place: place.title, community: community.name })),
      paragraph(t(`connections.${key}.what`, { place: place.title })),
      ...(lost.length > 0 ? [list(lost)] : isLast ? [paragraph(t('connections.empty'))] : []),
      paragraph(t(`connections.${key}.stays`)),
    ],
    {
      tone: 'warning',
      buttons: [
        [
          button(t(`connections.${key}.confirm`), act('confirm'), 'danger'),
          button(t('connections.leave'), act('leave')),
        ],
      ],
    },
  );
}

/** @throws Refusal when nobody would be an admin of the community without this place */
async function requireAdminElsewhere(
  call: CommandContext,
  community: Community,
  place: Connection,
) {
  const left = await findRemainingAdmins(call, community, undefined, [place.id]);
  if (!left.hasImplicitAdmin && left.grantIds.length === 0) {
    throw new UserError('connections.errors.lastAdmin', { place: place.title });
  }
  return left;
}

/** Its chats follow nothing of the community any more; what still waits for them is not sent. */
async function detachSpace(tx: Transaction, communityId: string, place: Connection): Promise<void> {
  const ofPlace = { chat: { connectionId: place.id } };
  await tx.subscription.deleteMany({ where: { communityId, ...ofPlace } });
  await tx.delivery.updateMany({
    where: { state: 'queued', publication: { communityId }, ...ofPlace },
    data: { state: 'skipped', error: 'disconnected' },
  });
  // A chat outlives the connection: what stands in it can still be corrected.
  await tx.chat.updateMany({ where: { connectionId: place.id }, data: { connectionId: null } });
  await tx.connection.delete({ where: { id: place.id } });
  await preventAutoCreation(tx, place);
}

/**
 * Takes a place out of its community, and ends the community when it was the only one. The other admins are told.
 * @param seen what whoever acts was shown
 */
export async function disconnectSpace(
  call: CommandContext,
  { place: id, seen }: { place: string; seen: string },
): Promise<Message> {
  const { db, t, account, publications } = call;
  const community = requireCommunity(call);
  const place = await db.connection.findFirst({ where: { id, communityId: community.id } });
  if (!place) throw new UserError('connections.errors.gone');
  const { isLast } = await measureImpact(db, community, place);
  await requireMayDisconnect(call, place, isLast);
  const admins = isLast ? undefined : await requireAdminElsewhere(call, community, place);
  const holders = await pickReachableAccounts(db, await findRoleMembers(call, community, 'admin'));
  const others = holders.filter(({ personId }) => personId !== account.personId);
  const words = { place: place.title, community: community.name };
  const key = isLast ? 'remove' : 'disconnect';
  const isDone = await db.$transaction(async (tx) => {
    if (admins) await requireRemainingAdmin(tx, community.id, admins);
    else await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${community.id}::uuid FOR UPDATE`;
    if (impactFingerprint(await measureImpact(tx, community, place)) !== seen) return false;
    await detachSpace(tx, community.id, place);
    if (isLast) await tx.community.delete({ where: { id: community.id } });
    await recordAudit(tx, {
      ...(isLast ? {} : { communityId: community.id }),
      accountId: account.id,
      action: isLast ? 'community.remove' : 'community.disconnect',
      details: { platform: place.platform, place: place.title },
      at: nowAsDate(call),
    });
    // Of a community that has ended nothing is kept, not even a notice.
    const messageServices = {
      publications,
      community: isLast ? undefined : community,
      locale: community.locale,
    };
    for (const { id: admin } of others) {
      await sendDirectMessage(messageServices, tx, admin, (reader) =>
        textMessage(reader.t(`connections.${key}.told`, words)),
      );
    }
    return true;
  }, transactionOptions);
  if (!isDone) return askToDisconnect(call, place);
  // Its briefings come no more.
  call.refreshSchedule();
  return textMessage(t(`connections.${key}.done`, words), { tone: 'success' });
}
