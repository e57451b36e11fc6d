import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { findEvents } from '../../../src/events/queries.ts';
import type { EventQuery } from '../../../src/events/search/read-events.ts';
import { foldedWords } from '../../../src/events/search/words.ts';
import { fold } from '../../../src/language/text/fold.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const zone = 'Asia/Ho_Chi_Minh';
const now = new Date('2026-11-24T02:00:00Z');
const hour = 3_600_000;

interface Given {
  title: string;
  place?: string;
  summary?: string;
  state?: 'scheduled' | 'postponed' | 'cancelled';
  /** Hours from now. */
  starts?: number;
  hours?: number;
}

describe.each(databaseKinds)('searching events, on %s', (_name, open) => {
  let database: OpenDatabase;
  let communityId: string;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    const community = await database.prisma.community.create({
      data: { name: 'Creators', locale: 'vi', zone },
    });
    communityId = community.id;
  });

  const add = (given: readonly (Given | string)[]) =>
    database.prisma.event.createMany({
      data: given.map((one, index) => {
        const {
          title,
          place = '',
          summary = '',
          state,
          starts,
          hours,
        } = typeof one === 'string' ? ({ title: one } satisfies Given as Given) : one;
        const startsAt = new Date(now.getTime() + (starts ?? index + 1) * hour);
        const endsAt = new Date(startsAt.getTime() + (hours ?? 1) * hour);
        const searchText = fold(`${title} ${summary} ${place}`);
        return {
          ...{ communityId, title, place, summary, startsAt, endsAt, zone, searchText },
          state: state ?? 'scheduled',
        };
      }),
    });
  const read = (query: Partial<EventQuery>) =>
    findEvents(database.prisma, { communityId, from: now, take: 10, ...query });
  const titles = async (query: string, more: Partial<EventQuery> = {}) =>
    (await read({ query, ...more })).events.map(({ title }) => title);

  test('finds words of title, summary and place by their beginning, without diacritics', async () => {
    await add([
      { title: 'Đêm nhạc Trịnh', summary: 'Vào cửa tự do' },
      { title: 'Film night', place: 'Rạp Cinestar' },
    ]);
    expect(await titles('dem')).toEqual(['Đêm nhạc Trịnh']);
    expect(await titles('TỰ DO')).toEqual(['Đêm nhạc Trịnh']);
    expect(await titles('cine fil')).toEqual(['Film night']);
    expect(await titles('êm')).toEqual([]);
    expect(await titles('')).toHaveLength(2);
  });

  test('finds the same by an abbreviation and in full, glued or not', async () => {
    await add([
      { title: 'LHP ngắn', place: 'Q.1, TP.HCM' },
      { title: 'Liên hoan phim trẻ', place: 'Nhà văn hóa, quận 1, Sài Gòn' },
      { title: 'Chợ phiên', place: 'Quận 10, TP.Hồ Chí Minh' },
    ]);
    const both = ['LHP ngắn', 'Liên hoan phim trẻ'];
    for (const query of ['LHP', 'liên hoan phim', 'lien hoan phim', 'Q1', 'Q.1', 'quận 1'])
      expect((await titles(query)).toSorted(), query).toEqual(both);
    for (const query of ['TPHCM', 'Hồ Chí Minh', 'saigon', 'HCMC', 'TP. HCM'])
      expect(await titles(query), query).toHaveLength(3);
    expect(await titles('quận 10')).toEqual(['Chợ phiên']);
  });

  test('finds a province by its name before and since the merger, its own name first', async () => {
    await add([
      { title: 'Phố đi bộ', place: 'Đà Nẵng' },
      { title: 'Đèn lồng', place: 'Hội An, Quảng Nam' },
      { title: 'Kể chuyện Đà Nẵng', place: 'Hà Nội' },
      { title: 'Quà từ Quảng Nam', place: 'Huế' },
    ]);
    expect(await titles('Quảng Nam')).toEqual(['Đèn lồng', 'Quà từ Quảng Nam', 'Phố đi bộ']);
    expect(await titles('Đà Nẵng')).toEqual(['Phố đi bộ', 'Kể chuyện Đà Nẵng', 'Đèn lồng']);
    expect(await titles('', { place: 'Đà Nẵng' })).toEqual(['Phố đi bộ', 'Đèn lồng']);
    expect(await titles('', { place: 'Huế' })).toEqual(['Quà từ Quảng Nam']);
  });

  test('shows events with the diacritics that were typed first, then the others by time', async () => {
    await add(['Hoa huệ', 'Lễ hội Huế', 'Hue in bloom', 'Ca Huế']);
    expect(await titles('Huế')).toEqual(['Lễ hội Huế', 'Ca Huế', 'Hoa huệ', 'Hue in bloom']);
    expect(await titles('huệ')).toEqual(['Hoa huệ', 'Lễ hội Huế', 'Hue in bloom', 'Ca Huế']);
    expect(await titles('hue')).toEqual(['Hoa huệ', 'Lễ hội Huế', 'Hue in bloom', 'Ca Huế']);
  });

  test.each([
    ['lien hoon phim', 'liên hoan phim'],
    ['liên haon phim', 'liên hoan phim'],
    ['screning', 'screening'],
    ['documnetary film', 'documentary film'],
    ['liên hoan phin', undefined],
  ])('%s is taken for %s', async (typed, meant) => {
    await add(['Liên hoan phim Huế', 'Documentary film screening', 'Hội thảo']);
    const found = await read({ query: typed, correctsTypos: true });
    expect(found.corrected).toBe(meant ?? 'liên hoan phim');
    expect(found.events).toHaveLength(1);
    expect((await read({ query: typed })).events).toEqual([]);
  });

  test('does not correct short words, nor when nothing is alike', async () => {
    await add(['Phim Huế']);
    for (const query of ['hux', 'xylophone', 'phimmmm'])
      expect(await read({ query, correctsTypos: true }), query).toMatchObject({
        events: [],
        total: 0,
        hasMore: false,
      });
  });

  test('finds signs that are no words', async () => {
    await add(['100% vui 🎬', 'C++ đêm']);
    expect(await titles('🎬')).toEqual(['100% vui 🎬']);
    expect(await titles('%')).toEqual(['100% vui 🎬']);
    expect(await titles('c++')).toEqual(['C++ đêm']);
  });

  test('lists what has begun and not ended however long it lasts, and postponed events', async () => {
    await add([
      { title: 'over', starts: -3, hours: 2 },
      { title: 'short', starts: -1, hours: 2 },
      { title: 'day', starts: -40, hours: 48 },
      { title: 'weeks', starts: -400, hours: 480 },
      { title: 'year', starts: -5_000, hours: 8_760 },
      { title: 'postponed', starts: -1_000, hours: 2, state: 'postponed' },
      { title: 'postponed long', starts: -5_000, hours: 4_000, state: 'postponed' },
      { title: 'forgotten', starts: -3_000, hours: 2, state: 'postponed' },
      { title: 'ends now', starts: -1, hours: 1 },
      { title: 'now', starts: 0, hours: 0 },
      { title: 'later', starts: 5 },
    ]);
    const listed = await titles('');
    expect(listed.slice(0, 2).toSorted()).toEqual(['postponed long', 'year']);
    expect(listed.slice(2)).toEqual(['postponed', 'weeks', 'day', 'short', 'now', 'later']);
    const until = new Date(now.getTime() + 2 * hour);
    expect(await titles('', { until })).toEqual(['year', 'weeks', 'day', 'short', 'now']);
  });

  test('counts up to a limit and pages beyond it', async () => {
    await add(Array.from({ length: 60 }, (_, index) => `Phim ${index}`));
    const first = await read({ query: 'phim', take: 4 });
    expect(first).toMatchObject({ total: 40, hasMore: true });
    const seen: string[] = [];
    for (let skip = 0; skip < 60; skip += 4) {
      const { events } = await read({ query: 'phim', take: 4, skip });
      seen.push(...events.map(({ title }) => title));
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => `Phim ${index}`));
    expect(await read({ take: 4, skip: 56 })).toMatchObject({ total: 60, hasMore: false });
  });

  test('lists short, long and postponed events in the order of time, page by page', async () => {
    const lengths = [1, 2, 1, 30, 3, 1, 400, 1, 1000];
    const given = Array.from({ length: 120 }, (_, index) => ({
      title: `Đêm phim ${index % 3 === 0 ? 'Huế' : 'Vinh'} ${100 + index}`,
      // In an order of its own, some of them begun.
      starts: ((index * 77) % 120) - 20,
      hours: lengths[index % lengths.length] ?? 1,
      ...(index % 20 === 7 ? { state: 'postponed' as const } : {}),
    }));
    await add(given);
    const current = given
      .filter(({ starts, hours, state }) => state || starts + hours > 0)
      .toSorted((a, b) => a.starts - b.starts)
      .map(({ title }) => title);
    for (const query of ['', 'phim', 'phim dem', 'phim vinh', 'hue dem'])
      for (const skip of [0, 37, 60]) {
        const words = foldedWords(query);
        const expected = current.filter((title) =>
          words.every((word) => foldedWords(title).includes(word)),
        );
        expect(await titles(query, { skip, take: 10 })).toEqual(expected.slice(skip, skip + 10));
      }
  });

  test('finds an event by its new words once it is changed, and no longer when it is gone', async () => {
    const { prisma } = database;
    await add(['Đêm thơ']);
    const { id } = await prisma.event.findFirstOrThrow({ where: { communityId } });
    await prisma.event.update({
      where: { id },
      data: { title: 'Đêm nhạc', searchText: 'dem nhac' },
    });
    expect([await titles('thơ'), await titles('nhạc')]).toEqual([[], ['Đêm nhạc']]);
    await prisma.event.update({ where: { id }, data: { place: 'Huế' } });
    expect(await titles('', { place: 'Huế' })).toEqual(['Đêm nhạc']);
    await prisma.event.delete({ where: { id } });
    expect(await titles('nhạc')).toEqual([]);
    expect(await prisma.eventWord.count({ where: { communityId } })).toBe(0);
  });

  test('does not find events of another community', async () => {
    await add(['Đêm thơ']);
    const { id } = await database.prisma.community.create({
      data: { name: 'Others', locale: 'vi', zone },
    });
    for (const query of ['', 'thơ', 'dem tho', 'thow'])
      expect(await read({ communityId: id, query, correctsTypos: true })).toMatchObject({
        events: [],
      });
  });

  test('finds what a comparison of all words finds', async () => {
    const word = fc.constantFrom(...'an anh ánh hoa hòa phim Phím mưa mua thu 4k 12'.split(' '));
    const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 6 }), text, async (given, query) => {
        await database.prisma.event.deleteMany({ where: { communityId } });
        await add(given);
        const wanted = foldedWords(query);
        const isWhole = (one: string) => /^\d+$/.test(one) && wanted.length > 1;
        const expected = given.filter((title) =>
          wanted.every((one) =>
            foldedWords(title).some((own) => (isWhole(one) ? own === one : own.startsWith(one))),
          ),
        );
        expect((await titles(query)).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 25 },
    );
  });
});
