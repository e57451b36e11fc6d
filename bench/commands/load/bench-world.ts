import type { LocalActor, WorldSetup } from '../../../playground/driver/world-setup.ts';
import { sampleWorld } from '../../../playground/sample-world.ts';

/** Concurrent commands in the crowded rounds. */
export const maxConcurrency = 32;

const numbers = Array.from({ length: maxConcurrency }, (_, index) => index);

/** On Discord each person has a channel, so that answers can be matched. */
export const channelIdOf = (index: number): string =>
  String(1_450_000_000_000_000_000n + BigInt(index));

/** People who send commands repeatedly. */
export const regulars: readonly LocalActor[] = numbers.map((index) => ({
  key: `person${index}`,
  name: `Người ${index}`,
  role: 'creator',
  locale: 'vi',
  discord: { id: String(1_500_000_000_000_000_000n + BigInt(index)), username: `person${index}` },
  telegram: { id: 900_000 + index },
}));

/** The sample community with a crowd: a server with a channel for each person, and their private chats. */
export const benchWorld: WorldSetup = {
  actors: [...sampleWorld.actors, ...regulars],
  discord: {
    ...sampleWorld.discord,
    servers: sampleWorld.discord.servers.map((server) => ({
      ...server,
      members: [...server.members, ...regulars.map(({ key }) => key)],
      channels: [
        ...server.channels,
        ...numbers.map((index) => ({
          id: channelIdOf(index),
          name: `channel-${index}`,
          type: 'text' as const,
        })),
      ],
    })),
  },
  telegram: sampleWorld.telegram,
};
