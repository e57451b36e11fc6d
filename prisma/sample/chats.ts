import { sampleWorld } from '../../playground/sample-world.ts';
import type { Prisma } from '../../src/database/generated/client.ts';
import type { ChatKind, Platform, Topic } from '../../src/database/generated/enums.ts';
import { sampleZone } from './clock.ts';
import type { SamplePeople } from './people.ts';

type Transaction = Prisma.TransactionClient;

/** @throws when the playground's world lacks something that the sample requires */
function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`The playground's world has no ${what}`);
  return value;
}

const server = required(sampleWorld.discord.servers[0], 'Discord server');
const channel = (name: string) =>
  required(
    server.channels.find((one) => one.name === name),
    `Discord channel ${name}`,
  );
const telegramChat = (type: string) =>
  required(
    sampleWorld.telegram.chats.find((one) => one.type === type),
    `Telegram ${type}`,
  );

interface SampleChat {
  platform: Platform;
  platformId: string;
  threadId?: string;
  kind: ChatKind;
  title: string;
  /** Owner of the private chat. */
  of?: string;
  topics: readonly Topic[];
}

/** The sample's chats with the topics that each follows. */
function sampleChats(): SampleChat[] {
  const group = telegramChat('supergroup');
  const broadcast = telegramChat('channel');
  const inGroup = {
    platform: 'telegram',
    platformId: String(group.id),
    title: group.title,
  } as const;
  const announcements = channel('thông-báo');
  const training = channel('khóa-học');
  return [
    {
      platform: 'discord',
      platformId: announcements.id,
      kind: 'channel',
      title: `#${announcements.name}`,
      topics: ['briefings', 'alerts', 'events'],
    },
    {
      platform: 'discord',
      platformId: training.id,
      kind: 'group',
      title: `#${training.name}`,
      topics: ['training'],
    },
    { ...inGroup, kind: 'group', topics: ['alerts', 'events', 'training'] },
    {
      platform: 'telegram',
      platformId: String(broadcast.id),
      kind: 'channel',
      title: broadcast.title,
      topics: ['briefings', 'alerts', 'events'],
    },
    { ...privateChat('discord', 'minh'), topics: ['briefings', 'alerts'] },
    { ...privateChat('telegram', 'minh'), topics: ['briefings', 'alerts'] },
    { ...privateChat('discord', 'linh'), topics: ['alerts', 'training'] },
    { ...privateChat('telegram', 'linh'), topics: ['alerts', 'training'] },
  ];
}

function privateChat(platform: Platform, key: string) {
  const actor = required(
    sampleWorld.actors.find((one) => one.key === key),
    `actor ${key}`,
  );
  const isDiscord = platform === 'discord';
  return {
    platform,
    platformId: isDiscord ? actor.discord.id : String(actor.telegram.id),
    kind: 'private' as const,
    title: isDiscord ? actor.discord.username : actor.name,
    of: key,
  };
}

/** Creates the community with its founding server and the Telegram chats that joined. */
export async function addCommunity(tx: Transaction): Promise<string> {
  const telegram = [telegramChat('supergroup'), telegramChat('channel')];
  const { id } = await tx.community.create({
    data: {
      name: server.name,
      locale: 'vi',
      zone: sampleZone,
      connections: {
        create: [
          { platform: 'discord', platformId: server.id, title: server.name, founding: true },
          ...telegram.map((chat) => ({
            platform: 'telegram' as const,
            platformId: String(chat.id),
            title: chat.title,
          })),
        ],
      },
    },
  });
  return id;
}

/** Creates the chats and their subscriptions. */
export async function addChats(
  tx: Transaction,
  communityId: string,
  people: SamplePeople,
): Promise<void> {
  const connections = await tx.connection.findMany({ where: { communityId } });
  for (const { platform, platformId, threadId = '', kind, title, of, topics } of sampleChats()) {
    const space = platform === 'discord' ? server.id : platformId;
    const connection = connections.find((one) => one.platformId === space);
    await tx.chat.create({
      data: {
        platform,
        platformId,
        threadId,
        kind,
        title,
        ...(of === undefined
          ? { connectionId: connection?.id ?? null }
          : { accountId: people.of(of, platform).accountId }),
        subscriptions: { create: topics.map((topic) => ({ communityId, topic })) },
      },
    });
  }
}
