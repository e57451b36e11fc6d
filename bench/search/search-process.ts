import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DatabaseAddress, OpenDatabase } from '../../src/database/database.ts';
import type { findEvents } from '../../src/events/queries.ts';
import type { fold } from '../../src/language/text/fold.ts';
import { type Measurement, type MeasurementConfig, measurements } from './measurements.ts';
import { seedEvents } from './seed-events.ts';

/** Opens and fills a database with the code of a checkout. */
export interface OpenRequest {
  root: string;
  address: DatabaseAddress;
  /** How many events. */
  count: number;
}

export interface MeasureRequest {
  measurement: Measurement;
  times: number;
}

const day = 24 * 3_600_000;

async function loadFirst<Module>(root: string, ...files: string[]): Promise<Module> {
  // Older checkouts have other names for the same.
  const file = files.find((name) => existsSync(path.join(root, name)));
  if (file === undefined) throw new Error(`${root} is a version that this bench cannot fill`);
  return import(pathToFileURL(path.join(root, file)).href);
}

async function open({ root, address, count }: OpenRequest) {
  const database = await loadFirst<{
    openDatabase(where: DatabaseAddress): Promise<OpenDatabase>;
  }>(root, 'src/database/database.ts');
  const events = await loadFirst<{ findEvents: typeof findEvents }>(
    root,
    'src/events/queries.ts',
    'src/events/find.ts',
  );
  const text = await loadFirst<{ fold: typeof fold }>(
    root,
    'src/language/text/fold.ts',
    'src/language/fold.ts',
  );
  // The words of a million events are indexed in one statement.
  const timeouts = { connection: 60_000, statement: 1_800_000, idle: 1_800_000 };
  const { prisma } = await database.openDatabase({ ...address, timeouts });
  const now = new Date();
  const community = await prisma.community.create({
    data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
  });
  const communityId = community.id;
  await seedEvents(prisma, { communityId, count, now, fold: text.fold });
  // A server does this by itself after a while.
  await prisma.$executeRawUnsafe('ANALYZE');

  let created = 0;
  /** What creating an event writes, in one transaction. */
  const create = () =>
    prisma.$transaction(async (tx) => {
      created += 1;
      const startsAt = new Date(now.getTime() + created * 60_000);
      const [title, place] = [`Buổi chiếu phim mùa thu số ${created}`, 'Nhà hát Lớn, Huế'];
      const summary = 'Gặp gỡ, xem phim và trò chuyện cùng đoàn làm phim.';
      const event = await tx.event.create({
        data: {
          ...{ communityId, title, place, summary, topic: 'phim', startsAt },
          ...{ endsAt: new Date(startsAt.getTime() + 2 * 3_600_000), zone: 'Asia/Ho_Chi_Minh' },
          sourceUrl: 'https://events.example.org/film',
          searchText: text.fold(`${title} ${summary} ${place} phim`),
        },
      });
      await tx.auditEntry.create({
        data: { communityId, action: 'event.new', details: { event: event.id, title } },
      });
    });
  const find = (query: object) =>
    events.findEvents(prisma, { communityId, from: now, take: 4, ...query });
  return async ({ measurement, times }: MeasureRequest): Promise<number[]> => {
    const durations: number[] = [];
    const { queries, isThisWeek, isCreating }: MeasurementConfig = measurements[measurement];
    for (let round = 0; round < times; round += 1) {
      const query = queries[round % queries.length] ?? '';
      const period = isThisWeek ? { until: new Date(now.getTime() + 7 * day) } : {};
      const startedAt = performance.now();
      await (isCreating ? create() : find({ query, ...period }));
      durations.push(performance.now() - startedAt);
    }
    return durations;
  };
}

let measure: Awaited<ReturnType<typeof open>> | undefined;

process.on('message', async (request: OpenRequest | MeasureRequest) => {
  try {
    if ('root' in request) measure = await open(request);
    const durations = 'root' in request ? [] : await measure?.(request);
    process.send?.(durations);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
});
