import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repairTimeZones } from '../../src/communities/repair-time-zones.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { databaseKinds } from '../support/database/test-databases.ts';

describe.each(databaseKinds)('repairing time zones on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('replaces invalid zones by what they mean or the default, and reports each once', async () => {
    const { prisma: db } = database;
    const now = new Date('2026-11-24T02:00:00Z');
    const community = await db.community.create({
      data: {
        name: 'C',
        locale: 'vi',
        zone: 'Mars/Base',
        events: {
          create: {
            ...{ title: 'E', sourceUrl: 'https://example.org/', zone: 'IST', searchText: '' },
            ...{ startsAt: now, endsAt: now },
          },
        },
        eventDrafts: {
          create: { content: { title: 'D' }, zone: 'JST', startsAt: now, endsAt: now },
        },
        courses: {
          create: {
            ...{ title: 'C', searchText: '' },
            sessions: { create: { startsAt: now, endsAt: now, zone: 'ACT', seats: 1 } },
          },
        },
        briefings: { create: { title: 'B', zone: 'JST' } },
      },
    });
    const people = await Promise.all(
      ['PST', 'IST', 'EST', 'Asia/Tokyo', null].map((zone) => db.person.create({ data: { zone } })),
    );
    const chat = await db.chat.create({
      data: { platform: 'discord', platformId: '1', kind: 'group', title: 'G', zone: 'VST' },
    });
    const lines: Record<string, unknown>[] = [];
    const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line)) });
    const mending = { db, log, zone: 'Europe/Paris' };
    expect(await repairTimeZones(mending)).toBe(8);
    const found = await Promise.all(
      people.map(({ id }) => db.person.findUniqueOrThrow({ where: { id } })),
    );
    expect(found.map(({ zone }) => zone)).toEqual([
      ...['America/Los_Angeles', null],
      // Every engine accepts it: it is left unchanged.
      ...['EST', 'Asia/Tokyo', null],
    ]);
    expect(await db.chat.findUniqueOrThrow({ where: { id: chat.id } })).toMatchObject({
      zone: 'Asia/Ho_Chi_Minh',
    });
    expect(
      await db.community.findUniqueOrThrow({
        where: { id: community.id },
        include: {
          events: true,
          eventDrafts: true,
          courses: { include: { sessions: true } },
          briefings: true,
        },
      }),
    ).toMatchObject({
      zone: 'Europe/Paris',
      events: [{ zone: 'Europe/Paris' }],
      eventDrafts: [{ zone: 'Asia/Tokyo' }],
      courses: [{ sessions: [{ zone: 'Europe/Paris' }] }],
      briefings: [{ zone: 'Asia/Tokyo' }],
    });
    expect(lines).toHaveLength(8);
    expect(lines).toContainEqual(
      expect.objectContaining({
        event: 'time_zone.repaired',
        ...{ table: 'Person', stored: 'PST', zone: 'America/Los_Angeles', ids: [people[0]?.id] },
      }),
    );
    expect(await repairTimeZones(mending)).toBe(0);
    expect(lines).toHaveLength(8);
  });
});
