import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { briefingSectionsOf, modules } from '../../../src/app/modules.ts';
import { editionMessages } from '../../../src/briefings/editions/messages.ts';
import { publishEdition } from '../../../src/briefings/editions/publish.ts';
import { catchUpBriefing } from '../../../src/briefings/editions/schedule-source.ts';
import { findBriefing } from '../../../src/briefings/queries.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import type { NewPublication, Publications } from '../../../src/delivery/publications.ts';
import { emptyDatabase } from '../../support/database/empty-database.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';
import { messageLetters } from '../../support/visible-letters.ts';

const nine = Date.parse('2026-11-24T02:00:00Z');
const hour = 3_600_000;

describe.each(databaseKinds)('publishing briefings on %s', (_name, open) => {
  let database: OpenDatabase;
  let published: NewPublication[];
  let briefingId: string;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const publications: Publications = {
    async publish(_tx, publication) {
      published.push(publication);
      return 'id';
    },
    audienceSize: async () => 0,
  };
  const services = () => ({
    db: database.prisma,
    publications,
    briefingSections: briefingSectionsOf(modules),
    compose: editionMessages,
  });
  const catchUp = (now: number) => catchUpBriefing({ ...services(), now: () => now }, briefingId);
  const editions = async () =>
    (await database.prisma.edition.findMany({ orderBy: { scheduledFor: 'asc' } })).map(
      ({ scheduledFor, state, isLate }) =>
        `${scheduledFor.toISOString().slice(0, 16)} ${state}${isLate ? ' late' : ''}`,
    );

  beforeEach(async () => {
    published = [];
    await emptyDatabase(database.prisma);
    const { briefings } = await database.prisma.community.create({
      data: {
        name: 'Creators',
        locale: 'vi',
        zone: 'Asia/Ho_Chi_Minh',
        briefings: {
          create: {
            title: 'Sáng',
            translations: { en: { title: 'Morning' } },
            cron: '0 8 * * *',
            zone: 'Asia/Ho_Chi_Minh',
            sections: ['items', 'events', 'alerts', 'training'],
            caughtUpTo: new Date(nine),
            items: {
              create: {
                title: 'Tin',
                text: 'Nội dung',
                sourceUrl: 'https://example.org/tin',
                translations: { en: { title: 'News', text: 'Words' } },
              },
            },
          },
        },
      },
      include: { briefings: true },
    });
    briefingId = briefings[0]?.id ?? '';
  });

  test('publishes an occurrence once, however many processes see it', async () => {
    await Promise.all(Array.from({ length: 8 }, () => catchUp(nine + 23 * hour)));
    expect(published).toHaveLength(1);
    expect(await editions()).toEqual(['2026-11-25T01:00 sent']);
    const [publication] = published;
    expect(JSON.stringify(publication?.messages.en)).toMatch(/Morning.*News.*Words/);
    expect(JSON.stringify(publication?.messages.vi)).toMatch(/Sáng.*Tin.*Nội dung.*example\.org/);
  });

  test('puts each item into one edition only and skips an empty next edition', async () => {
    await catchUp(nine + 23 * hour);
    await catchUp(nine + 47 * hour);
    expect(published).toHaveLength(1);
    expect(await editions()).toEqual(['2026-11-25T01:00 sent', '2026-11-26T01:00 empty']);
    expect(await database.prisma.item.count({ where: { editionId: null } })).toBe(0);
  });

  test.each(['infinity', '-infinity', '290000-01-01', '0044-03-15 BC'])(
    'publishes the rest of an edition when an event or session has the time %s',
    async (time) => {
      const { prisma: db } = database;
      const { id: communityId } = await db.community.findFirstOrThrow();
      const at = (days: number) => new Date(nine + days * 24 * hour);
      for (const title of ['odd', 'plain']) {
        const times = { startsAt: at(2), endsAt: at(3) };
        const common = { communityId, searchText: '' };
        await db.event.create({
          data: { ...common, ...times, title: `${title} event`, zone: 'UTC' },
        });
        await db.course.create({
          data: {
            ...{ ...common, title: `${title} course` },
            sessions: {
              create: [...(title === 'odd' ? [] : [1, 2]), 3].map((seats) => ({
                ...{ ...times, zone: 'UTC', seats: 10 * seats },
              })),
            },
          },
        });
      }
      await db.$executeRaw`UPDATE "Event" SET "startsAt" = '-infinity', "endsAt" = 'infinity' WHERE title = 'odd event'`;
      await db.$executeRaw`UPDATE "Session" SET "startsAt" = 'infinity', "endsAt" = ${time}::timestamptz WHERE seats = 30`;
      await catchUp(nine + 23 * hour);
      const output = JSON.stringify(published[0]?.messages.vi);
      expect(output).toMatch(/Tin.*plain event.*plain course/);
      expect(await editions()).toEqual(['2026-11-25T01:00 sent']);
    },
  );

  const addItems = (count: number, length: number) =>
    database.prisma.item.createMany({
      data: Array.from({ length: count }, (_, at) => ({
        briefingId,
        title: `Bài ${at}`,
        text: `${'x'.repeat(length)}${at}.`,
        sourceUrl: 'https://example.org/bai',
      })),
    });
  const publishedKinds = () =>
    (published[0]?.messages.vi?.blocks ?? []).map(({ kind }) => kind).join(' ');

  test('folds the longer items of an edition that is no longer one message, and loses nothing', async () => {
    await addItems(4, 1000);
    await catchUp(nine + 23 * hour);
    expect(publishedKinds()).toBe(
      'heading paragraph heading paragraph details details details details',
    );
    const blocks = published[0]?.messages.vi?.blocks ?? [];
    const words = messageLetters({ blocks }, () => '');
    for (const at of [0, 1, 2, 3]) {
      expect(words).toContain(`Bài${at}·example.org${'x'.repeat(1000)}${at}.`);
    }
  });

  test('leaves an edition open that is one message', async () => {
    await addItems(3, 1000);
    await catchUp(nine + 23 * hour);
    expect(publishedKinds()).toBe(
      'heading paragraph heading paragraph paragraph paragraph paragraph',
    );
  });

  test('does not publish a paused briefing', async () => {
    await database.prisma.briefing.updateMany({ data: { isPaused: true } });
    await catchUp(nine + 23 * hour);
    expect(await editions()).toEqual([]);
  });

  test('publishes once when sent by hand twice for the same time', async () => {
    const briefing = await findBriefing(database.prisma, { id: briefingId });
    if (!briefing) throw new Error('there is no briefing');
    const now = Temporal.Instant.fromEpochMilliseconds(nine);
    const send = () =>
      publishEdition({ ...services(), now }, briefing, {
        at: now,
        isLate: false,
      });
    const results = await Promise.all([send(), send()]);
    expect(results.map(({ state }) => state).sort()).toEqual(['sent', 'taken']);
    expect(published).toHaveLength(1);
  });

  test('stores nothing of the edition when publishing fails', async () => {
    const broken: Publications = {
      ...publications,
      publish: async () => {
        throw new Error('no ledger');
      },
    };
    const now = nine + 23 * hour;
    await expect(
      catchUpBriefing({ ...services(), publications: broken, now: () => now }, briefingId),
    ).rejects.toThrow('no ledger');
    expect(await editions()).toEqual([]);
    await catchUp(now);
    expect(await editions()).toEqual(['2026-11-25T01:00 sent']);
  });
});
