import { nowAsDate } from '../../context/command-context.ts';
import type { NoticeServices } from '../../context/notice-services.ts';
import {
  findRoleMembers,
  pickReachableAccounts,
  type RoleMemberLookup,
} from '../../context/role-members.ts';
import type { Chat, PrismaClient } from '../../database/generated/client.ts';
import { Role } from '../../database/generated/enums.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { Translator } from '../../language/catalogue.ts';
import { list, message, paragraph } from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { noQuarantine } from '../../schedule/quarantine.ts';
import type { ScheduledJob } from '../../schedule/scheduler.ts';

/** Of the same chat it is told at most once in this time, in milliseconds. */
const repeatAfterMs = 24 * 3_600_000;
/** Chats that were closed longer ago are no news, in milliseconds. */
const maxAgeMs = 2 * 24 * 3_600_000;
/** Chats looked at in one go, and named in one message. */
const noticeLimits = { atOnce: 200, named: 10 } as const;

/** What is wrong with a closed chat, by the reason that stands with it. */
const messageKeyByReason: Readonly<Record<string, string>> = {
  gone: 'gone',
  noRights: 'noRights',
  forbidden: 'noRights',
  removed: 'removed',
  topicGone: 'topicGone',
  archived: 'archived',
};

type ClosedChat = Pick<Chat, 'title' | 'platform' | 'closedReason'>;

const jobName = 'telling of closed chats';

/** Closed chats of a community of which its admins were not told. Nobody is told of a person who wants nothing more. */
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

/** The chats, and what is wrong with them and how it is put right. */
export function closedChatsMessage(
  { t }: Pick<Translator, 't'>,
  chats: readonly ClosedChat[],
): Message {
  const [only] = chats;
  const byReason = Map.groupBy(
    chats,
    ({ closedReason }) => messageKeyByReason[closedReason ?? ''] ?? 'other',
  );
  const blocks = [...byReason].flatMap(([reason, those]): Block[] => {
    const cure = paragraph(t(`delivery.closedBecause.${reason}`));
    if (chats.length === 1) return [cure];
    const left = those.length - noticeLimits.named;
    return [
      list([
        ...those
          .slice(0, noticeLimits.named)
          .map((chat) =>
            t('delivery.chat', { title: chat.title, platform: t(`platforms.${chat.platform}`) }),
          ),
        ...(left > 0 ? [t('delivery.closedMore', { count: left })] : []),
      ]),
      cure,
    ];
  });
  const what =
    only && chats.length === 1
      ? t('delivery.closed', { chat: only.title, platform: t(`platforms.${only.platform}`) })
      : t('delivery.closedSeveral', { count: chats.length });
  return message([paragraph(what), ...blocks], { tone: 'warning' });
}

/** A community's admins who can be written to, else whoever has another role. */
async function findResponsibleMembers(
  asking: RoleMemberLookup,
  community: Parameters<typeof findRoleMembers>[1],
) {
  for (const role of ['admin', ...Object.values(Role)] as const) {
    const found = await pickReachableAccounts(
      asking.db,
      await findRoleMembers(asking, community, role),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Tells communities' admins which chats of theirs take nothing from us any more, with the reason and the cure.
 * It may run again at any time: each chat is told of once. @returns how many chats somebody was told of
 */
export async function notifyClosedChats(telling: NoticeServices): Promise<number> {
  const { db, publications, aside = noQuarantine() } = telling;
  const now = nowAsDate(telling);
  const where = unnotifiedWhere(db, now, aside.ids(jobName));
  const closed = await db.chat.findMany({
    where,
    include: { connection: { include: { community: true } } },
    orderBy: { closedAt: 'asc' },
    take: noticeLimits.atOnce,
  });
  let notifiedCount = 0;
  const notifyAbout = async (chats: readonly (typeof closed)[number][]) => {
    const community = chats[0]?.connection?.community;
    // The platforms are asked before anything is held.
    const accounts = community ? await findResponsibleMembers(telling, community) : [];
    if (!community) return;
    // Its chats would stand before those of others.
    if (accounts.length === 0) return aside.add(jobName, community.id);
    notifiedCount += await db.$transaction(async (tx) => {
      const ours = await tx.chat.updateManyAndReturn({
        where: { id: { in: chats.map(({ id }) => id) }, ...where },
        data: { closedNotifiedAt: now },
        select: { title: true, platform: true, closedReason: true },
      });
      if (ours.length === 0) return 0;
      for (const { id } of accounts) {
        await sendDirectMessage(
          { publications, community, locale: community.locale },
          tx,
          id,
          (words) => closedChatsMessage(words, ours),
        );
      }
      return ours.length;
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

/** Looks every minute for chats that were closed. @param createServices what it is done with, at that moment */
export const closedChatNoticeJob = (createServices: () => NoticeServices): ScheduledJob => ({
  name: jobName,
  cron: '* * * * *',
  async run() {
    await notifyClosedChats(createServices());
  },
});
