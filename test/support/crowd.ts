import type { Actor, World } from '../../playground/stage.ts';
import { sampleWorld } from '../../playground/world.ts';

/** The sample world with many more people in its server and its chats. */
export function crowdedWorld(count: number): World {
  const crowd: Actor[] = Array.from({ length: count }, (_, index) => ({
    key: `person${index}`,
    name: `Người ${index}`,
    part: 'creator',
    locale: 'vi',
    discord: { id: String(1_500_000_000_000_000_000n + BigInt(index)), username: `person${index}` },
    telegram: { id: 900_000 + index },
  }));
  const keys = crowd.map(({ key }) => key);
  return {
    actors: [...sampleWorld.actors, ...crowd],
    discord: {
      ...sampleWorld.discord,
      servers: sampleWorld.discord.servers.map((server) => ({
        ...server,
        members: [...server.members, ...keys],
      })),
    },
    telegram: {
      ...sampleWorld.telegram,
      chats: sampleWorld.telegram.chats.map((chat) => ({
        ...chat,
        members: [...chat.members, ...keys],
      })),
    },
  };
}
