import { nowAsDate } from '../../context/command-context.ts';
import type { NoticeServices } from '../../context/modules/notice-services.ts';
import {
  findRoleMembers,
  pickReachableAccounts,
  type RoleMemberLookup,
} from '../../context/roles/role-members.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import { Role } from '../../database/generated/enums.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { sendDirectMessages } from '../../notifications/direct-message.ts';
import { noQuarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduled.ts';
import { closedChatsMessage } from './closed-chats-message.ts';

/** A chat is reported again after this time at the earliest, in milliseconds. */
const repeatAfterMs = 24 * 3_600_000;
/** Chats closed longer ago are not reported, in milliseconds. */
const maxAgeMs = 2 * 24 * 3_600_000;
/** Chats read in one run. */
const batchSize = 200;

const jobName = 'telling of closed chats';

/** Closed group chats that were not reported yet. Private chats are not reported: their owners closed them. */
const unnotifiedWhere = (db: PrismaClient, now: Date, without: string[]) => ({
  kind: { not: 'private' as const },
  connection: {
    ...withKnownEnumValues.connection,
    communityId: { notIn: without },
    community: withKnownEnumValues.community,
  },
  closedAt: { gt: new Date(now.getTime() - maxAgeMs) },
  AND: [withKnownEnumValues.chat],
  OR: [
    { closedNotifiedAt: null },
    {
      AND: [
        { closedNotifiedAt: { lt: db.chat.fields.closedAt } },
        { closedNotifiedAt: { lte: new Date(now.getTime() - repeatAfterMs) } },
      ],
    },
  ],
});

/** The community's reachable admins, else the members of the first other role that has any. */
async function findResponsibleMembers(
  lookup: RoleMemberLookup,
  community: Parameters<typeof findRoleMembers>[1],
) {
  for (const role of ['admin', ...Object.values(Role)] as const) {
    const found = await pickReachableAccounts(
      lookup.db,
      await findRoleMembers(lookup, community, role),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Notifies communities' admins of closed chats, with the reason and what to do. It may run at any time: a chat is
 * reported once. @returns the number of reported chats
 */
export async function notifyClosedChats(services: NoticeServices): Promise<number> {
  const { db, publications, aside = noQuarantine() } = services;
  const now = nowAsDate(services);
  const where = unnotifiedWhere(db, now, aside.ids(jobName));
  const closed = await db.chat.findMany({
    where,
    include: { connection: { include: { community: true } } },
    orderBy: { closedAt: 'asc' },
    take: batchSize,
  });
  let notifiedCount = 0;
  const notifyAbout = async (chats: readonly (typeof closed)[number][]) => {
    const community = chats[0]?.connection?.community;
    // Asks the platforms: before the transaction.
    const accounts = community ? await findResponsibleMembers(services, community) : [];
    if (!community) return;
    // Without anybody to notify, its chats would be read again first in every run.
    if (accounts.length === 0) return aside.add(jobName, community.id);
    notifiedCount += await db.$transaction(async (tx) => {
      const marked = await tx.chat.updateManyAndReturn({
        where: { id: { in: chats.map(({ id }) => id) }, ...where },
        data: { closedNotifiedAt: now },
        select: { title: true, platform: true, closedReason: true },
      });
      if (marked.length === 0) return 0;
      await sendDirectMessages({ publications, community }, tx, accounts, (reader) =>
        closedChatsMessage(reader, marked),
      );
      return marked.length;
    });
  };
  const byCommunity = Map.groupBy(closed, (chat) => chat.connection?.communityId ?? '');
  await aside.forEach(
    jobName,
    [...byCommunity],
    ([communityId]) => communityId,
    ([, chats]) => notifyAbout(chats),
  );
  return notifiedCount;
}

/** Runs every minute. @param createServices called for each run */
export const closedChatNoticeJob = (createServices: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  async run() {
    await notifyClosedChats(createServices());
  },
});
