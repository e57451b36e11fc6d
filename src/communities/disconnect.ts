import { hash } from 'node:crypto';
import type { Community, Connection } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold } from '../language/fold.ts';
import { button, heading, list, message, paragraph, say } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { audit } from './audit.ts';
import { type Call, communityOf, nowOf } from './call.ts';
import { holdersOf, reachable } from './holders.ts';
import { adminsBeside, keepAnAdmin } from './last-admin.ts';
import { stayFree } from './places.ts';
import { tell } from './tell.ts';

/** A community may hold much; in milliseconds. */
const transaction = { maxWait: 10_000, timeout: 60_000 } as const;
/** Places that are offered at once. */
const mostOffered = 20;

const labelOf = ({ title, platform }: Connection, { t }: Pick<Call, 't'>): string =>
  `${title} · ${t(`platforms.${platform}`)}`;

const placesOf = (call: Pick<Call, 'db' | 'community'>): Promise<Connection[]> =>
  call.db.connection.findMany({
    where: { communityId: call.community?.id ?? '' },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });

/** A server, group or channel of this community, on either platform. */
export const connectedPlace = () =>
  pick<Connection, Call>({
    name: 'chat',
    search: async (words, call, _given, limit) =>
      call.community
        ? (await placesOf(call))
            .filter((one) => fold(labelOf(one, call)).includes(fold(words)))
            .slice(0, limit)
        : [],
    find: async (id, call) =>
      call.community
        ? (await placesOf(call)).find((one) => one.id === id || one.platformId === id)
        : undefined,
    id: ({ id }) => id,
    label: (place, call) => labelOf(place, call),
    names: ({ title }) => [title],
    none: 'connections.errors.none',
  });

/** What goes when a place leaves, by kind; a community that has no other place goes with it. */
interface Loss {
  isLast: boolean;
  counts: Readonly<Record<string, number>>;
}

async function lossOf(
  tx: Transaction,
  { id: communityId }: Community,
  place: Connection,
): Promise<Loss> {
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
function seenOf({
  isLast,
  counts: { waiting: _waiting, members: _members, ...counts },
}: Loss): string {
  return hash('sha256', JSON.stringify({ isLast, counts }), 'base64url');
}

/** @throws Refusal for whom neither the community nor the platform lets */
async function refuseStrangers(call: Call, place: Connection, isLast: boolean): Promise<void> {
  if ((await call.roles(communityOf(call))).has('admin')) return;
  const { platform, platformId } = call.account;
  const isManager =
    platform === place.platform &&
    (await call.powers[platform].manages(place.platformId, platformId));
  // Who manages a place may take it out of a community, and end none.
  if (!isManager || isLast) throw new Refusal('kit.refused.role', { role: call.t('roles.admin') });
}

/** The places that this person may take out: all of them for an admin, else those that the platform lets them manage. */
async function theirPlaces(call: Call): Promise<Connection[]> {
  const all = await placesOf(call);
  if ((await call.roles(communityOf(call))).has('admin')) return all;
  const { platform, platformId } = call.account;
  const managed = await Promise.all(
    all.map(
      async (place) =>
        place.platform === platform && call.powers[platform].manages(place.platformId, platformId),
    ),
  );
  return all.filter((_, at) => managed[at]);
}

/** The place that is meant, or where this is said, or the only one. */
async function meantPlace(call: Call, given: Connection | undefined) {
  const here = call.chat.connection ?? undefined;
  if (given ?? here) return given ?? here;
  const all = await placesOf(call);
  return all.length === 1 ? all[0] : undefined;
}

/** What would be lost, and a button that does it. */
export async function askToDisconnect(call: Call, given: Connection | undefined): Promise<Message> {
  const { t, db, account } = call;
  const community = communityOf(call);
  const place = await meantPlace(call, given);
  if (!place) {
    const theirs = await theirPlaces(call);
    if (theirs.length === 0) {
      throw new Refusal('kit.refused.role', { role: t('roles.admin') });
    }
    const own = { command: 'disconnect', account: account.id, answer: 'update' as const };
    return message([paragraph(t('connections.which'))], {
      buttons: [
        ...theirs
          .slice(0, mostOffered)
          .map((one) => [button(labelOf(one, call), { ...own, args: { chat: `id:${one.id}` } })]),
        [button(t('kit.cancel'), { ...own, step: 'leave', args: {} })],
      ],
    });
  }
  const loss = await lossOf(db, community, place);
  const { isLast, counts } = loss;
  await refuseStrangers(call, place, isLast);
  if (!isLast) await refuseWithoutAdmin(call, community, place);
  const lost = Object.entries(counts).flatMap(([what, count]) =>
    count > 0 ? [t(`connections.lost.${what}`, { count })] : [],
  );
  const act = (step: string) => ({
    command: 'disconnect',
    step,
    args: { place: place.id, seen: seenOf(loss) },
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
async function refuseWithoutAdmin(call: Call, community: Community, place: Connection) {
  const left = await adminsBeside(call, community, undefined, [place.id]);
  if (!left.isGiven && left.grants.length === 0) {
    throw new Refusal('connections.errors.lastAdmin', { place: place.title });
  }
  return left;
}

/** Its chats follow nothing of the community any more; what still waits for them is not sent. */
async function free(tx: Transaction, communityId: string, place: Connection): Promise<void> {
  const ofPlace = { chat: { connectionId: place.id } };
  await tx.subscription.deleteMany({ where: { communityId, ...ofPlace } });
  await tx.delivery.updateMany({
    where: { state: 'queued', publication: { communityId }, ...ofPlace },
    data: { state: 'skipped', error: 'disconnected' },
  });
  // A chat outlives the connection: what stands in it can still be corrected.
  await tx.chat.updateMany({ where: { connectionId: place.id }, data: { connectionId: null } });
  await tx.connection.delete({ where: { id: place.id } });
  await stayFree(tx, place);
}

/**
 * Takes a place out of its community, and ends the community when it was the only one. The other admins are told.
 * @param seen what whoever acts was shown
 */
export async function disconnect(
  call: Call,
  { place: id, seen }: { place: string; seen: string },
): Promise<Message> {
  const { db, t, account, publications } = call;
  const community = communityOf(call);
  const place = await db.connection.findFirst({ where: { id, communityId: community.id } });
  if (!place) throw new Refusal('connections.errors.gone');
  const { isLast } = await lossOf(db, community, place);
  await refuseStrangers(call, place, isLast);
  const admins = isLast ? undefined : await refuseWithoutAdmin(call, community, place);
  const holders = await reachable(db, await holdersOf(call, community, 'admin'));
  const others = holders.filter(({ personId }) => personId !== account.personId);
  const words = { place: place.title, community: community.name };
  const key = isLast ? 'remove' : 'disconnect';
  const isDone = await db.$transaction(async (tx) => {
    if (admins) await keepAnAdmin(tx, community.id, admins);
    else await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${community.id}::uuid FOR UPDATE`;
    if (seenOf(await lossOf(tx, community, place)) !== seen) return false;
    await free(tx, community.id, place);
    if (isLast) await tx.community.delete({ where: { id: community.id } });
    await audit(tx, {
      ...(isLast ? {} : { communityId: community.id }),
      accountId: account.id,
      action: isLast ? 'community.remove' : 'community.disconnect',
      details: { platform: place.platform, place: place.title },
      at: nowOf(call),
    });
    // Of a community that has ended nothing is kept, not even a notice.
    const telling = {
      publications,
      community: isLast ? undefined : community,
      locale: community.locale,
    };
    for (const { id: admin } of others) {
      await tell(telling, tx, admin, (reader) => say(reader.t(`connections.${key}.told`, words)));
    }
    return true;
  }, transaction);
  if (!isDone) return askToDisconnect(call, place);
  // Its briefings come no more.
  call.rescheduled();
  return say(t(`connections.${key}.done`, words), { tone: 'success' });
}
