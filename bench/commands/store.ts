import { type DatabaseAddress, openDatabase } from '../../src/database/database.ts';
import { fold } from '../../src/language/fold.ts';
import { benchWorld } from './world.ts';

const hour = 3_600_000;
const eventCount = 1_000;

/** A store with one community on the Discord server and 1,000 coming events. @returns the first event's title */
export async function fillStore(address: DatabaseAddress, now: number): Promise<string> {
  const database = await openDatabase(address);
  const [server] = benchWorld.discord.servers;
  if (!server) throw new Error('The world has no server');
  const community = await database.prisma.community.create({
    data: {
      name: server.name,
      locale: 'vi',
      zone: 'Asia/Ho_Chi_Minh',
      connections: {
        create: {
          platform: 'discord',
          platformId: server.id,
          title: server.name,
          founding: true,
        },
      },
    },
  });
  const titleOf = (index: number) => `Buổi chiếu phim số ${index}`;
  await database.prisma.event.createMany({
    data: Array.from({ length: eventCount }, (_, index) => {
      const startsAt = now + (index + 2) * hour;
      return {
        communityId: community.id,
        title: titleOf(index),
        summary: 'Gặp gỡ, xem phim và trò chuyện cùng đoàn làm phim.',
        place: 'Nhà văn hoá Thanh niên, Quận 1',
        topic: 'phim',
        sourceUrl: 'https://events.example.org/film',
        zone: 'Asia/Ho_Chi_Minh',
        startsAt: new Date(startsAt),
        endsAt: new Date(startsAt + 2 * hour),
        searchText: fold(`${titleOf(index)} Nhà văn hoá Thanh niên, Quận 1 phim`),
      };
    }),
  });
  await database.close();
  return titleOf(0);
}
