import type { LocalActor, WorldSetup } from '../driver/world-setup.ts';

/** Channels of one server; Discord allows 500. */
const channelsPerServer = 400;
const owner = 'owner';

const discordServer = (index: number): string => String(1_310_000_000_000_000_000n + BigInt(index));
export const discordChannelId = (index: number): string =>
  String(1_410_000_000_000_000_000n + BigInt(index));
export const telegramUserId = (index: number): number => 5_000_000 + index;

/** A world with very many chats: private ones and one basic group on Telegram, and by default as many channels on Discord. */
export function createLoadWorld({
  chats,
  channels = chats,
}: {
  chats: number;
  channels?: number;
}): WorldSetup {
  const people: LocalActor[] = Array.from({ length: chats }, (_, index) => ({
    key: `person${index}`,
    name: `Người ${index}`,
    role: 'creator',
    locale: 'vi',
    discord: { id: String(1_510_000_000_000_000_000n + BigInt(index)), username: `person${index}` },
    telegram: { id: telegramUserId(index) },
  }));
  const boss: LocalActor = {
    key: owner,
    name: 'Hạnh',
    role: 'admin',
    locale: 'vi',
    discord: { id: '1500000000000000001', username: 'hanh' },
    telegram: { id: 4_999_999 },
  };
  return {
    actors: [boss, ...people],
    discord: {
      bot: {
        token: 'trial.discord.token.of.callboard',
        id: '1200000000000000001',
        name: 'Callboard',
      },
      servers: Array.from(
        { length: Math.max(1, Math.ceil(channels / channelsPerServer)) },
        (_, server) => ({
          id: discordServer(server),
          name: `Server ${server}`,
          owner,
          managers: [owner],
          // The first few people send commands.
          members: [owner, ...people.slice(0, 50).map(({ key }) => key)],
          roles: [],
          channels: Array.from(
            { length: Math.min(channelsPerServer, channels - server * channelsPerServer) },
            (_one, index) => ({
              id: discordChannelId(server * channelsPerServer + index),
              name: `channel-${server * channelsPerServer + index}`,
              type: 'text' as const,
            }),
          ),
        }),
      ),
    },
    telegram: {
      bot: {
        token: '700001:trial-telegram-token-of-callboard',
        id: 700_001,
        username: 'callboard_bot',
        name: 'Callboard',
      },
      chats: [
        {
          id: loadGroupId,
          type: 'group',
          title: 'Nhóm',
          administrators: [owner],
          members: [owner],
        },
      ],
    },
  };
}

/** The basic group, which can become a supergroup during a test. */
export const loadGroupId = -4_000_001;
