import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { getOrCreateAccount } from '../../src/context/accounts.ts';
import { getOrCreateChat } from '../../src/context/chats.ts';
import { resolveCurrentCommunity } from '../../src/context/current-community.ts';
import { type OpenDatabase, openDatabase } from '../../src/database/database.ts';
import { findEvents } from '../../src/events/queries.ts';
import { createPostgresDatabase, databaseKinds } from '../support/database/test-databases.ts';

const zone = 'Asia/Ho_Chi_Minh';
const nine = Date.parse('2026-11-24T02:00:00Z');
const hour = 3_600_000;

const beginCommunity = ({ prisma }: OpenDatabase) =>
  prisma.community.create({ data: { name: 'Creators', locale: 'vi', zone } });

const addEvent = ({ prisma }: OpenDatabase, communityId: string, title: string, starts: number) =>
  prisma.event.create({
    data: {
      communityId,
      title,
      sourceUrl: 'https://example.org/',
      startsAt: new Date(starts),
      endsAt: new Date(starts + hour),
      zone,
      searchText: title.toLowerCase(),
    },
  });

async function titlesAt({ prisma, cache }: OpenDatabase, communityId: string, at: number) {
  const query = { communityId, from: new Date(at), take: 5 };
  const { events, total } = await findEvents(prisma, query, cache);
  expect(total).toBe(events.length);
  return events.map(({ title }) => title);
}

describe.each(databaseKinds)('cached coming events, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('are correct at each moment, before and after an event ends', async () => {
    const { id } = await beginCommunity(database);
    await addEvent(database, id, 'First', nine);
    await addEvent(database, id, 'Second', nine + 2 * hour);
    expect(await titlesAt(database, id, nine)).toEqual(['First', 'Second']);
    expect(await titlesAt(database, id, nine + hour - 1)).toEqual(['First', 'Second']);
    expect(await titlesAt(database, id, nine + hour + 1)).toEqual(['Second']);
    expect(await titlesAt(database, id, nine)).toEqual(['First', 'Second']);
    expect(await titlesAt(database, id, nine + 4 * hour)).toEqual([]);
  });

  test('change at once for whoever changed them', async () => {
    const { id } = await beginCommunity(database);
    const event = await addEvent(database, id, 'Film', nine);
    expect(await titlesAt(database, id, nine)).toEqual(['Film']);
    await database.prisma.event.update({ where: { id: event.id }, data: { title: 'Concert' } });
    expect(await titlesAt(database, id, nine)).toEqual(['Concert']);
    await database.prisma.event.delete({ where: { id: event.id } });
    expect(await titlesAt(database, id, nine)).toEqual([]);
  });
});

describe('coming events of two processes on one PostgreSQL', () => {
  let one: OpenDatabase;
  let other: OpenDatabase;
  beforeAll(async () => {
    const url = await createPostgresDatabase();
    [one, other] = await Promise.all([openDatabase({ url }), openDatabase({ url })]);
  });
  afterAll(() => Promise.all([one.close(), other.close()]));

  test('show an event that the other process changed', async () => {
    const { id } = await beginCommunity(one);
    const event = await addEvent(one, id, 'Film', nine);
    expect(await titlesAt(other, id, nine)).toEqual(['Film']);
    await one.prisma.event.update({ where: { id: event.id }, data: { title: 'Concert' } });
    await vi.waitFor(
      async () => expect(await titlesAt(other, id, nine)).toEqual(['Concert']),
      6_000,
    );
  });

  test('use a language that was chosen in the other process', async () => {
    const caller = { platform: 'telegram', user: { platformId: '77', name: 'Linh' } } as const;
    const localeIn = async ({ prisma, cache }: OpenDatabase) =>
      (await getOrCreateAccount(prisma, caller, cache)).person.locale;
    const { personId } = await getOrCreateAccount(one.prisma, caller, one.cache);
    expect([await localeIn(one), await localeIn(other)]).toEqual([null, null]);
    await one.prisma.person.update({ where: { id: personId }, data: { locale: 'en' } });
    expect(await localeIn(one)).toBe('en');
    await vi.waitFor(async () => expect(await localeIn(other)).toBe('en'), 6_000);
  });

  test('include a chat that joins or leaves a community in the other process', async () => {
    const { id } = await beginCommunity(one);
    const account = await one.prisma.account.create({
      data: { platform: 'telegram', platformId: '78', name: 'Minh', person: { create: {} } },
      include: { person: true },
    });
    const caller = {
      platform: 'telegram',
      chat: {
        platformId: '-5',
        threadId: '',
        kind: 'group',
        title: 'Group',
        space: { platformId: '-5', title: 'Group' },
      },
    } as const;
    const communityIn = async ({ prisma, cache: memory }: OpenDatabase) => {
      const chat = await getOrCreateChat(prisma, caller, account.id, memory);
      return (await resolveCurrentCommunity(prisma, chat, account.person, memory))?.id;
    };
    expect([await communityIn(one), await communityIn(other)]).toEqual([undefined, undefined]);
    const connection = await one.prisma.connection.create({
      data: { communityId: id, platform: 'telegram', platformId: '-5', title: 'Group' },
    });
    expect(await communityIn(one)).toBe(id);
    await vi.waitFor(async () => expect(await communityIn(other)).toBe(id), 6_000);
    await one.prisma.connection.delete({ where: { id: connection.id } });
    expect(await communityIn(one)).toBeUndefined();
    await vi.waitFor(async () => expect(await communityIn(other)).toBeUndefined(), 6_000);
  });
});
