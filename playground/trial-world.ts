import type { Actor, World } from './stage.ts';

/** Channels of one server; Discord allows 500. */
const perServer = 400;
const owner = 'owner';

const discordServer = (index: number): string => String(1_310_000_000_000_000_000n + BigInt(index));
export const discordChannel = (index: number): string =>
  String(1_410_000_000_000_000_000n + BigInt(index));
export const telegramPerson = (index: number): number => 5_000_000 + index;

/** A world of very many chats: private ones on Telegram, as many channels on Discord unless told otherwise, and one basic group. */
export function trialWorld({
  chats,
  channels = chats,
}: {
  chats: number;
  channels?: number;
}): World {
  const people: Actor[] = Array.from({ length: chats }, (_, index) => ({
    key: `person${index}`,
    name: `Người ${index}`,
    part: 'creator',
    locale: 'vi',
    discord: { id: String(1_510_000_000_000_000_000n + BigInt(index)), username: `person${index}` },
    telegram: { id: telegramPerson(index) },
  }));
  const boss: Actor = {
    key: owner,
    name: 'Hạnh',
    part: 'admin',
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
        { length: Math.max(1, Math.ceil(channels / perServer)) },
        (_, server) => ({
          id: discordServer(server),
          name: `Server ${server}`,
          owner,
          managers: [owner],
          // The first few are there for commands.
          members: [owner, ...people.slice(0, 50).map(({ key }) => key)],
          roles: [],
          channels: Array.from(
            { length: Math.min(perServer, channels - server * perServer) },
            (_one, index) => ({
              id: discordChannel(server * perServer + index),
              name: `channel-${server * perServer + index}`,
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
          id: trialGroup,
          type: 'group',
          title: 'Nhóm',
          administrators: [owner],
          members: [owner],
        },
      ],
    },
  };
}

/** The basic group that can become a supergroup in the middle. */
export const trialGroup = -4_000_001;
