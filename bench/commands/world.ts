import type { Actor, World } from '../../playground/stage.ts';
import { sampleWorld } from '../../playground/world.ts';

/** Commands that are under way at once in the crowded rounds. */
export const crowd = 32;

const numbers = Array.from({ length: crowd }, (_, index) => index);

/** On Discord each writes in a channel of their own, so that an answer says whose it is. */
export const channelOf = (index: number): string =>
  String(1_450_000_000_000_000_000n + BigInt(index));

/** The people who ask again and again. */
export const regulars: readonly Actor[] = numbers.map((index) => ({
  key: `person${index}`,
  name: `Người ${index}`,
  part: 'creator',
  locale: 'vi',
  discord: { id: String(1_500_000_000_000_000_000n + BigInt(index)), username: `person${index}` },
  telegram: { id: 900_000 + index },
}));

/** The sample community with a crowd: a server with a channel for each of them, and their private chats. */
export const benchWorld: World = {
  actors: [...sampleWorld.actors, ...regulars],
  discord: {
    ...sampleWorld.discord,
    servers: sampleWorld.discord.servers.map((server) => ({
      ...server,
      members: [...server.members, ...regulars.map(({ key }) => key)],
      channels: [
        ...server.channels,
        ...numbers.map((index) => ({
          id: channelOf(index),
          name: `channel-${index}`,
          type: 'text' as const,
        })),
      ],
    })),
  },
  telegram: sampleWorld.telegram,
};
