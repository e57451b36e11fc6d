import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { benchWorld } from '../commands/load/bench-world.ts';
import { courseTitle, seatsPerSession, sessionDays } from './courses.ts';

/** Options of the process that fills a database. */
const requestSchema = z.object({
  /** The checkout whose code creates and fills it. */
  root: z.string(),
  url: z.string(),
  /** Courses, one for each rush. */
  courses: z.int(),
  /** Whether free seats are offered for a time, where that checkout can. */
  offers: z.boolean(),
});
export type FillCoursesRequest = z.infer<typeof requestSchema>;

/** Creates a database with courses of two sessions, with the code of a checkout. */
async function fill({ root, url, courses, offers }: FillCoursesRequest): Promise<void> {
  const load = (file: string) => import(pathToFileURL(path.join(root, file)).href);
  const database: typeof import('../../src/database/database.ts') = await load(
    'src/database/database.ts',
  );
  const { prisma, close } = await database.openDatabase({ url });
  const [server] = benchWorld.discord.servers;
  if (!server) throw new Error('The world has no server');
  const zone = 'Asia/Ho_Chi_Minh';
  const { id: communityId } = await prisma.community.create({
    data: {
      ...{ name: server.name, locale: 'vi', zone },
      connections: {
        create: {
          ...{ platform: 'discord', platformId: server.id, title: server.name, founding: true },
        },
      },
    },
  });
  for (let index = 1; index <= courses; index += 1) {
    const title = courseTitle(index);
    await prisma.course.create({
      data: {
        ...{ communityId, title, searchText: title.toLowerCase() },
        ...(offers ? { offerMinutes: 240 } : {}),
        sessions: {
          create: sessionDays.map((days) => {
            const startsAt = new Date(Date.now() + days * 86_400_000);
            const endsAt = new Date(startsAt.getTime() + 3_600_000);
            return { startsAt, endsAt, zone, seats: seatsPerSession };
          }),
        },
      },
    });
  }
  await close();
}

process.once('message', (message) => {
  fill(requestSchema.parse(message)).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
