import type { Chat, PrismaClient } from '../database/generated/client.ts';
import { Role } from '../database/generated/enums.ts';
import { readable } from '../database/readable.ts';
import type { Translator } from '../language/catalogue.ts';
import { list, message, paragraph } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import { type Aside, onceAside } from '../schedule/aside.ts';
import type { Job } from '../schedule/schedule.ts';
import { type Call, nowOf } from './call.ts';
import { type Asking, holdersOf, reachable } from './holders.ts';
import { tell } from './tell.ts';

/** Of the same chat it is told at most once in this time, in milliseconds. */
const againMs = 24 * 3_600_000;
/** Chats that were closed longer ago are no news, in milliseconds. */
const newsMs = 2 * 24 * 3_600_000;
/** Chats looked at in one go, and named in one message. */
const most = { atOnce: 200, named: 10 } as const;

/** What is wrong with a closed chat, by the reason that stands with it. */
const reasons: Readonly<Record<string, string>> = {
  gone: 'gone',
  noRights: 'noRights',
  forbidden: 'noRights',
  removed: 'removed',
  topicGone: 'topicGone',
  archived: 'archived',
};

type Closed = Pick<Chat, 'title' | 'platform' | 'closedReason'>;

/** What it takes to tell somebody; what becomes of rows whose work breaks. */
export type Informing = Asking & Pick<Call, 'publications'> & { aside?: Aside };

const work = 'telling of closed chats';

/** Closed chats of a community of which its admins were not told. Nobody is told of a person who wants nothing more. */
const untold = (db: PrismaClient, now: Date, without: string[]) => ({
  kind: { not: 'private' as const },
  connection: {
    ...readable.connection,
    communityId: { notIn: without },
    community: readable.community,
  },
  closedAt: { gt: new Date(now.getTime() - newsMs) },
  AND: [readable.chat],
  OR: [
    { closedToldAt: null },
    {
      AND: [
        { closedToldAt: { lt: db.chat.fields.closedAt } },
        { closedToldAt: { lte: new Date(now.getTime() - againMs) } },
      ],
    },
  ],
});

/** The chats, and what is wrong with them and how it is put right. */
export function closedMessage({ t }: Pick<Translator, 't'>, chats: readonly Closed[]): Message {
  const [only] = chats;
  const byReason = Map.groupBy(chats, ({ closedReason }) => reasons[closedReason ?? ''] ?? 'other');
  const blocks = [...byReason].flatMap(([reason, those]): Block[] => {
    const cure = paragraph(t(`delivery.closedBecause.${reason}`));
    if (chats.length === 1) return [cure];
    const left = those.length - most.named;
    return [
      list([
        ...those
          .slice(0, most.named)
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
async function caretakers(asking: Asking, community: Parameters<typeof holdersOf>[1]) {
  for (const role of ['admin', ...Object.values(Role)] as const) {
    const found = await reachable(asking.db, await holdersOf(asking, community, role));
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Tells communities' admins which chats of theirs take nothing from us any more, with the reason and the cure.
 * It may run again at any time: each chat is told of once. @returns how many chats somebody was told of
 */
export async function tellOfClosed(telling: Informing): Promise<number> {
  const { db, publications, aside = onceAside() } = telling;
  const now = nowOf(telling);
  const where = untold(db, now, aside.ids(work));
  const closed = await db.chat.findMany({
    where,
    include: { connection: { include: { community: true } } },
    orderBy: { closedAt: 'asc' },
    take: most.atOnce,
  });
  let told = 0;
  const tellOf = async (chats: readonly (typeof closed)[number][]) => {
    const community = chats[0]?.connection?.community;
    // The platforms are asked before anything is held.
    const accounts = community ? await caretakers(telling, community) : [];
    if (!community) return;
    // Its chats would stand before those of others.
    if (accounts.length === 0) return aside.leave(work, community.id);
    told += await db.$transaction(async (tx) => {
      const ours = await tx.chat.updateManyAndReturn({
        where: { id: { in: chats.map(({ id }) => id) }, ...where },
        data: { closedToldAt: now },
        select: { title: true, platform: true, closedReason: true },
      });
      if (ours.length === 0) return 0;
      for (const { id } of accounts) {
        await tell({ publications, community, locale: community.locale }, tx, id, (words) =>
          closedMessage(words, ours),
        );
      }
      return ours.length;
    });
  };
  const byCommunity = Map.groupBy(closed, (chat) => chat.connection?.communityId ?? '');
  await aside.each(
    work,
    [...byCommunity],
    ([communityId]) => communityId,
    ([, chats]) => tellOf(chats),
  );
  return told;
}

/** Looks every minute for chats that were closed. @param telling what it is done with, at that moment */
export const tellingOfClosed = (telling: () => Informing): Job => ({
  name: work,
  cron: '* * * * *',
  async run() {
    await tellOfClosed(telling());
  },
});
