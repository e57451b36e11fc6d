import { beforeEach, expect, test } from 'vitest';
import { refreshStaleCards } from '../../../src/events/inline-cards/refresh-job.ts';
import { writeResultId } from '../../../src/events/inline-cards/result-id.ts';
import { inlineEvents } from '../../../src/events/inline-cards/source.ts';
import { day, start, useCards } from './card-fixture.ts';

const cards = useCards();

beforeEach(async () => {
  for (const type of ['"Locale"', '"EventState"'])
    await cards().context.db.$executeRawUnsafe(
      `ALTER TYPE ${type} ADD VALUE IF NOT EXISTS 'newer'`,
    );
});

test('rows with values of a newer version are left out, and hide no others', async () => {
  const { db, person } = cards().context;
  const startsAt = new Date(start + day);
  const zone = 'Asia/Ho_Chi_Minh';
  const { id: newer } = await db.community.create({
    data: {
      ...{ name: 'Hội mới', locale: 'vi', zone, hasInlineCards: true },
      members: { create: { personId: person.id } },
      events: { create: { title: 'Mới', startsAt, endsAt: startsAt, zone, searchText: '' } },
    },
  });
  await db.$executeRaw`UPDATE "Community" SET "locale" = 'newer' WHERE "id" = ${newer}::uuid`;
  const readable = await cards().createEvent();
  const unreadable = await cards().createEvent({ title: 'Trạng thái mới' });
  await db.$executeRaw`UPDATE "Event" SET "state" = 'newer' WHERE "id" = ${unreadable.id}::uuid`;
  const { id: inNewer } = await db.event.findFirstOrThrow({
    where: { communityId: newer },
    select: { id: true },
  });

  const source = inlineEvents(cards().services());
  const { results } = await source.search(cards().asker(), '', '');
  expect(results.map(({ title }) => title)).toEqual([readable.title]);
  for (const eventId of [inNewer, unreadable.id, readable.id])
    await source.sent(cards().asker(), writeResultId({ eventId, locale: 'vi' }), eventId);
  expect((await cards().rows()).map(({ eventId }) => eventId)).toEqual([readable.id]);

  await db.inlineCard.create({ data: { messageId: 'newer', eventId: inNewer, locale: 'vi' } });
  await cards().change(readable, { place: 'Đà Nẵng' });
  expect(await refreshStaleCards(cards().services())).toBe(1);
});

test('a stranger finds nothing where there is another community, readable or not', async () => {
  const { db } = cards().context;
  await cards().createEvent();
  const stranger = { platform: 'telegram', user: { platformId: '77', locale: 'vi' } } as const;
  const search = async () =>
    (await inlineEvents(cards().services()).search(stranger, '', '')).results.length;
  const others = { id: { not: cards().communityId } };
  await db.community.deleteMany({ where: others });
  expect(await search()).toBe(1);
  await db.community.create({ data: { name: 'Hội mới', locale: 'vi', zone: 'UTC' } });
  await db.$executeRaw`UPDATE "Community" SET "locale" = 'newer' WHERE "id" <> ${cards().communityId}::uuid`;
  expect(await search()).toBe(0);
});
