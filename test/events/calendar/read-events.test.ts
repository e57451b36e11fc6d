import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { Prisma } from '../../../src/database/generated/client.ts';
import { readCalendarEvents } from '../../../src/events/calendar/read-events.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const from = new Date('2026-11-24T02:00:00Z');
const hourMs = 3_600_000;

describe.each(databaseKinds)('events for a calendar on %s', (_kind, open) => {
  let database: OpenDatabase;
  let communityId: string;
  beforeAll(async () => {
    database = await open();
    const community = await database.prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone: 'Asia/Ho_Chi_Minh' },
    });
    communityId = community.id;
  });
  afterAll(() => database.close());

  const add = (title: string, hours: number, changes: object = {}) =>
    database.prisma.event.create({
      data: {
        ...{ communityId, title, zone: 'Asia/Ho_Chi_Minh', searchText: '' },
        startsAt: new Date(from.getTime() + (hours - 2) * hourMs),
        endsAt: new Date(from.getTime() + hours * hourMs),
        ...changes,
      },
    });
  const read = (limit = 10) =>
    readCalendarEvents(database.prisma, Prisma.sql`e."communityId" = ${communityId}::uuid`, {
      from,
      limit,
    });

  test('come by start with the columns as they are stored, and what is over is left out', async () => {
    const later = await add('Chợ phiên', 50, { translations: { en: { title: 'Fair' } } });
    const sooner = await add('Đêm thơ “\u0001?” \\ \n', 1, {
      previousStartsAt: new Date('2026-11-20T02:00:00.123Z'),
      linkUrl: 'https://example.org/?a=1&b=%20',
      allDay: true,
    });
    await add('Xong rồi', -1);
    const events = await read();
    expect(events.map(({ id }) => id)).toEqual([sooner.id, later.id]);
    expect(sooner).toMatchObject(events[0] ?? {});
    expect(later).toMatchObject(events[1] ?? {});
    expect(await read(1)).toHaveLength(1);
  });

  test('leave out one that a newer version wrote', async () => {
    const before = await read();
    const { id } = await add('Từ phiên bản sau', 5);
    expect(await read()).toHaveLength(before.length + 1);
    await database.prisma
      .$executeRaw`ALTER TYPE "EventState" ADD VALUE IF NOT EXISTS 'rescheduled'`;
    await database.prisma
      .$executeRaw`UPDATE "Event" SET "state" = 'rescheduled' WHERE "id" = ${id}::uuid`;
    expect(await read()).toEqual(before);
    await database.prisma.$executeRaw`DELETE FROM "Event" WHERE "id" = ${id}::uuid`;
  });
});
