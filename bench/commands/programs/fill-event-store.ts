import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchWorld } from '../load/bench-world.ts';
import type { FillRequest } from './event-store.ts';

type Code = {
  database: typeof import('../../../src/database/database.ts');
  fold: typeof import('../../../src/language/text/fold.ts');
};

async function codeOf(root: string): Promise<Code> {
  const load = (file: string) => import(pathToFileURL(path.join(root, file)).href);
  // Checkouts of before the language folder was divided have it at its top.
  const foldFile = ['src/language/text/fold.ts', 'src/language/fold.ts'].find((file) =>
    existsSync(path.join(root, file)),
  );
  if (foldFile === undefined) throw new Error(`${root} is a version that this bench cannot fill`);
  const [database, fold] = await Promise.all([load('src/database/database.ts'), load(foldFile)]);
  return { database, fold };
}

/** Creates and fills a database with the code of its own checkout. */
async function fill({ root, address, events }: FillRequest): Promise<void> {
  const { database, fold } = await codeOf(root);
  const { prisma, close } = await database.openDatabase(address);
  const [server] = benchWorld.discord.servers;
  if (!server) throw new Error('The world has no server');
  const community = await prisma.community.create({
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
  const place = 'Nhà văn hóa Thanh niên, Quận 1';
  await prisma.event.createMany({
    data: events.map(({ title, startsAt }) => ({
      communityId: community.id,
      title,
      summary: 'Gặp gỡ, xem phim và trò chuyện cùng đoàn làm phim.',
      place,
      topic: 'phim',
      sourceUrl: 'https://events.example.org/film',
      zone: 'Asia/Ho_Chi_Minh',
      startsAt: new Date(startsAt),
      endsAt: new Date(startsAt + 2 * 3_600_000),
      searchText: fold.fold(`${title} ${place} phim`),
    })),
  });
  await close();
}

process.once('message', (filling: FillRequest) => {
  fill(filling).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
