import type { Prisma } from '../database/generated/client.ts';
import { type Translator, translators } from '../language/catalogue.ts';
import { message, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { NewPublication } from './publications.ts';

/** An admin is told of the same chat at most once in this time, in milliseconds. */
const quietMs = 24 * 3_600_000;
/** Acts that only an admin of a community does: for those that have no other admin on record. */
const adminActs = [
  'community.begin',
  'community.connect',
  'community.code',
  'role.grant',
  'role.revoke',
];

/** What is wrong with a closed chat, by the reason that stands with it. */
const reasons: Readonly<Record<string, string>> = {
  gone: 'gone',
  noRights: 'noRights',
  forbidden: 'noRights',
  removed: 'removed',
  topicGone: 'topicGone',
  archived: 'archived',
};

function compose({ t }: Translator, chat: string, platform: string, reason: string): Message {
  const known = reasons[reason] ?? 'other';
  return message(
    [
      paragraph(t('delivery.closed', { chat, platform: t(`platforms.${platform}`) })),
      paragraph(t(`delivery.closedBecause.${known}`)),
    ],
    { tone: 'warning' },
  );
}

/**
 * Who looks after a community, as far as the store knows: its admins by grant, else by what they did, else whoever
 * has another role. Who is an admin by their rights on a platform alone stands nowhere here.
 */
async function adminsOf(tx: Prisma.TransactionClient, communityId: string): Promise<string[]> {
  const grants = await tx.roleGrant.findMany({
    where: { communityId, personId: { not: null } },
    select: { personId: true, role: true },
  });
  const granted = (isAdmin: boolean) =>
    grants.flatMap(({ personId, role }) =>
      personId !== null && (role === 'admin') === isAdmin ? [personId] : [],
    );
  if (granted(true).length > 0) return granted(true);
  const acts = await tx.auditEntry.findMany({
    where: { communityId, action: { in: adminActs }, accountId: { not: null } },
    select: { account: { select: { personId: true } } },
    orderBy: { createdAt: 'desc' },
    take: 3,
  });
  const known = acts.flatMap(({ account }) => (account ? [account.personId] : []));
  return [...new Set(known.length > 0 ? known : granted(false))];
}

/**
 * Tells a community's admins that a chat of theirs takes nothing from us any more, with the reason and the cure:
 * in the transaction that closes it, so that it is told once. Nobody is told of a person who wants nothing more.
 */
export async function tellAdmins(
  tx: Prisma.TransactionClient,
  publish: (tx: Prisma.TransactionClient, publication: NewPublication) => Promise<string>,
  { chatId, reason, now }: { chatId: string; reason: string; now: Date },
): Promise<void> {
  const chat = await tx.chat.findUnique({
    where: { id: chatId },
    include: { connection: { include: { community: true } } },
  });
  const community = chat?.connection?.community;
  if (!chat || !community || chat.kind === 'private') return;
  if (chat.closedToldAt && now.getTime() - chat.closedToldAt.getTime() < quietMs) return;
  const personIds = await adminsOf(tx, community.id);
  if (personIds.length === 0) return;
  await tx.chat.update({ where: { id: chatId }, data: { closedToldAt: now } });
  await publish(tx, {
    communityId: community.id,
    kind: 'notice',
    audience: { to: 'people', personIds },
    messages: {
      en: compose(translators.en, chat.title, chat.platform, reason),
      vi: compose(translators.vi, chat.title, chat.platform, reason),
    },
    locale: community.locale,
  });
}
