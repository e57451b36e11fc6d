import { createRights } from '../../src/communities/roles.ts';
import type { Informing } from '../../src/communities/tell-closed.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import type { Account, Platform } from '../../src/database/generated/client.ts';
import { audienceSchema } from '../../src/delivery/audience.ts';
import type { Inline, Message } from '../../src/message/message.ts';
import { now as begin, callIn } from '../events/call.ts';
import { emptyDatabase } from './empty.ts';

/** A community that began in a Telegram group, with people, and whoever tells them something. */
export async function openTelling(database: OpenDatabase) {
  const { prisma: db } = database;
  await emptyDatabase(db);
  const { call, published } = await callIn(database);
  const community = await db.community.findFirstOrThrow();
  const place = await db.connection.create({
    data: {
      communityId: community.id,
      platform: 'telegram',
      platformId: '-1',
      title: 'Nhóm',
      founding: true,
    },
  });
  /** Users whom the platforms name as managers of the place in which the community began. */
  const managers: string[] = [];
  const powers: Informing['powers'] = {
    ...call.powers,
    telegram: {
      ...call.powers.telegram,
      manages: async (_space, user) => managers.includes(user),
      managers: async () => managers,
    },
  };
  const clock = { now: begin };
  const telling = (): Informing => ({
    db,
    powers,
    rights: createRights(db, powers, []),
    publications: call.publications,
    now: clock.now,
  });

  return {
    db,
    community,
    place,
    managers,
    clock,
    published,
    telling,
    date: () => new Date(clock.now.epochMilliseconds),
    pass(hours: number) {
      clock.now = clock.now.add({ minutes: Math.round(hours * 60) });
    },
    /** Somebody with a private chat, unless they never wrote there. */
    async somebody(platformId: string, platform: Platform = 'telegram', isKnown = true) {
      const person = await db.person.create({
        data: { accounts: { create: { platform, platformId, name: platformId } } },
        include: { accounts: true },
      });
      const [account] = person.accounts;
      if (!account) throw new Error('Nobody was made');
      if (isKnown) {
        const { id: accountId } = account;
        await db.chat.create({
          data: { platform, platformId, kind: 'private', title: platformId, accountId },
        });
      }
      return account;
    },
    give: ({ personId }: Pick<Account, 'personId'>, role: 'admin' | 'moderator' | 'editor') =>
      db.roleGrant.create({
        data: { communityId: community.id, role, personId, grantedAt: new Date() },
      }),
    /** Who was told so far, by the ids of their private chats' platforms. */
    async told(): Promise<string[]> {
      const ids = published.flatMap(({ audience }) => {
        const read = audienceSchema.parse(audience);
        return read.to === 'chats' ? read.chatIds : [];
      });
      const chats = await db.chat.findMany({ where: { id: { in: ids } } });
      return ids.flatMap((id) => chats.find((chat) => chat.id === id)?.platformId ?? []).toSorted();
    },
  };
}

export type TellingHouse = Awaited<ReturnType<typeof openTelling>>;

const plain = (content: readonly Inline[]): string =>
  content.map((inline) => (inline.kind === 'time' ? '' : inline.text)).join('');

/** A message's paragraphs and items, a line each. */
export const linesOf = ({ blocks }: Message): string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'paragraph' || block.kind === 'heading') return [plain(block.content)];
    return block.kind === 'list' ? block.items.map(plain) : [];
  });
