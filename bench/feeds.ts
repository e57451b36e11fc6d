import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { parseOptions, parseWholeNumber } from '../src/config/command-line.ts';
import { coursesModule } from '../src/courses/module.ts';
import { openDatabase } from '../src/database/database.ts';
import type { PrismaClient } from '../src/database/generated/client.ts';
import { eventsModule } from '../src/events/module.ts';
import { createAddress } from '../src/feeds/addresses/service.ts';
import { calendarRoutes } from '../src/feeds/served/routes.ts';
import { medianValue } from './commands/load/startup.ts';
import { describeMachine, formatMs, markdownTable } from './commands/report/markdown-table.ts';

const dayMs = 24 * 3_600_000;
const zone = 'Asia/Ho_Chi_Minh';

/** A community with a public calendar of events in the coming year, every third one a date of a series. */
async function seedCommunity(db: PrismaClient, count: number): Promise<string> {
  const { id: communityId } = await db.community.create({
    data: { name: 'Creators', locale: 'vi', zone, hasPublicCalendar: true },
  });
  const { id: seriesId } = await db.eventSeries.create({
    data: {
      ...{ communityId, zone, rule: 'FREQ=WEEKLY', template: {} },
      ...{ startsAt: new Date(), endsAt: new Date() },
    },
  });
  const first = Date.now() + dayMs;
  await db.event.createMany({
    data: Array.from({ length: count }, (_, index) => {
      const startsAt = new Date(first + (index * 360 * dayMs) / count);
      return {
        ...{ communityId, zone, startsAt, endsAt: new Date(startsAt.getTime() + 2 * 3_600_000) },
        ...(index % 10 < 3 ? { seriesId, originalStartsAt: startsAt } : {}),
        title: `Gặp gỡ người làm phim số ${index}`,
        summary: 'Xem phim ngắn rồi trò chuyện với đạo diễn; mang theo áo ấm. '.repeat(3),
        place: 'Nhà văn hóa Thanh niên, 4 Phạm Ngọc Thạch, TP.HCM',
        sourceUrl: `https://example.org/su-kien/${index}`,
        topic: index % 2 === 0 ? 'phim' : 'nhạc',
        translations: { en: { title: `Meet the film makers, part ${index}` } },
        searchText: '',
      };
    }),
  });
  return communityId;
}

/** People with an address each, who are going to ten events. @returns the paths of their calendars */
async function seedPeople(db: PrismaClient, count: number): Promise<string[]> {
  const events = await db.event.findMany({ select: { id: true }, take: 200 });
  const paths: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const person = await db.person.create({ data: {} });
    await db.rsvp.createMany({
      data: Array.from({ length: 10 }, (_, at) => ({
        eventId: events[(index + at * 7) % events.length]?.id ?? '',
        personId: person.id,
        state: 'going' as const,
      })),
    });
    const services = { db, person, now: Temporal.Now.instant() };
    paths.push(`/calendar/mine/${await createAddress(services, { replacesAll: false })}.ics`);
  }
  return paths;
}

interface Answer {
  ms: number;
  /** Of all threads of the process. */
  cpuMs: number;
  bytes: number;
  status: number;
  etag: string;
}

const row = (label: string, answers: readonly Answer[]): string[] => {
  const times = answers.map(({ ms }) => ms);
  const cpu = medianValue(answers.map(({ cpuMs }) => cpuMs));
  return [label, ...[medianValue(times), Math.min(...times), cpu].map(formatMs)];
};

/** The calendar of a community with many events, and those of people that are polled, on PGlite. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseOptions(args, {
    /** Events of the community. */
    count: { type: 'string', default: '1000' },
    /** People whose calendars are polled. */
    people: { type: 'string', default: '200' },
    rounds: { type: 'string', default: '15' },
  });
  const rounds = parseWholeNumber('rounds', values.rounds);
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bench-'));
  const database = await openDatabase({ folder: path.join(folder, 'database') });
  const { prisma: db, cache } = database;
  try {
    const communityId = await seedCommunity(db, parseWholeNumber('count', values.count));
    const paths = await seedPeople(db, parseWholeNumber('people', values.people));
    const routes = new Hono().route(
      '/',
      calendarRoutes({
        ...{ db, cache, zone, publicUrl: 'https://bot.example.org', now: () => Date.now() },
        calendarSources: [eventsModule, coursesModule].flatMap(
          ({ inCalendars }) => inCalendars ?? [],
        ),
      }),
    );
    const ask = async (where: string, etag = ''): Promise<Answer> => {
      const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
      const response = await routes.request(where, { headers: { 'if-none-match': etag } });
      const { byteLength: bytes } = await response.arrayBuffer();
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        ms: performance.now() - startedAt,
        cpuMs: (user + system) / 1000,
        ...{ bytes, status: response.status, etag: response.headers.get('etag') ?? '' },
      };
    };
    const feed = `/calendar/${communityId}.ics`;
    const changed: Answer[] = [];
    const unchanged: Answer[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      await db.event.updateMany({
        where: { title: { endsWith: 'số 1' } },
        data: { revision: { increment: 1 } },
      });
      const fresh = await ask(feed);
      const again = await ask(feed, fresh.etag);
      if (again.status !== 304)
        throw new Error(`an unchanged calendar was answered ${again.status}`);
      // The first round compiles.
      if (round === 0) continue;
      changed.push(fresh);
      unchanged.push(again);
    }
    const etags = new Map<string, string>();
    for (const where of paths) etags.set(where, (await ask(where)).etag);
    const before = process.cpuUsage();
    for (const where of paths) await ask(where, etags.get(where));
    const { user, system } = process.cpuUsage(before);
    const cpuMs = (user + system) / 1000;
    console.log(
      [
        `${describeMachine()}; load ${formatMs(loadavg()[0] ?? 0)}.`,
        markdownTable(
          [
            `calendar of ${values.count} events, ${Math.round((changed[0]?.bytes ?? 0) / 1024)} KB`,
            ...['median ms', 'least ms', 'median ms of CPU'],
          ],
          [row('after a change', changed), row('unchanged (304)', unchanged)],
        ),
        `The calendars of ${values.people} people, polled once: ${formatMs(cpuMs)} ms of CPU; every 15 minutes: ${((cpuMs / 900_000) * 100).toFixed(3)} % of a core.`,
      ].join('\n\n'),
    );
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
