import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../src/communities/call.ts';
import { mergingSignups } from '../../src/courses/merge.ts';
import { placesTransaction, takePlace } from '../../src/courses/places.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { askToLink, confirmLink, offerLink } from '../../src/people/linking.ts';
import { callIn, now } from '../events/call.ts';
import { codeIn } from '../support/codes.ts';
import { stores } from '../support/databases.ts';

const at = new Date(now.epochMilliseconds);

describe.each(stores)('signups of two people who become one, on %s', (_name, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  async function makeSession(communityId: string, seats: number): Promise<string> {
    const startsAt = new Date(at.getTime() + 86_400_000);
    const made = await database.prisma.session.create({
      data: {
        startsAt,
        endsAt: startsAt,
        zone: 'Asia/Ho_Chi_Minh',
        seats,
        course: { create: { communityId, title: 'Podcast', searchText: 'podcast' } },
      },
    });
    return made.id;
  }

  /** A class of so many seats, the two accounts of one human, and somebody else. */
  async function people(seats: number) {
    const { call: discord, published } = await callIn(database);
    const { call: made } = await callIn(database, discord.community);
    const { call: minh } = await callIn(database, discord.community);
    const account = await database.prisma.account.update({
      where: { id: made.account.id },
      data: { platform: 'telegram' },
    });
    const telegram = { ...made, account };
    const sessionId = await makeSession(discord.community?.id ?? '', seats);
    const come = ({ person }: Call, note = '') =>
      database.prisma.$transaction(
        (tx) => takePlace(tx, { sessionId, personId: person.id, note, now: at }),
        placesTransaction,
      );
    const roster = async () =>
      (
        await database.prisma.signup.findMany({ where: { sessionId }, orderBy: { turn: 'asc' } })
      ).map(({ personId, state, note }) => ({ personId, state, note }));
    const link = async () => {
      await askToLink(telegram, codeIn(await offerLink(discord)), mergingSignups);
      const { id } = await database.prisma.code.findFirstOrThrow({
        where: { accountId: discord.account.id, redeemedAt: { not: null } },
      });
      await confirmLink(discord, { code: id }, mergingSignups);
    };
    return { discord, telegram, minh, published, come, roster, link, sessionId };
  }

  test('two places of one session become the earlier one, and who waited gets the other and is told', async () => {
    const { discord, telegram, minh, published, come, roster, link } = await people(2);
    await come(telegram, 'with a camera');
    await come(discord);
    await come(minh);
    await link();
    expect(await roster()).toEqual([
      { personId: discord.person.id, state: 'placed', note: 'with a camera' },
      { personId: minh.person.id, state: 'placed', note: '' },
    ]);
    const told = published.filter(({ audience }) => audience.to === 'people');
    expect(told.map(({ audience }) => audience)).toEqual([
      { to: 'people', personIds: [minh.person.id] },
    ]);
  });

  test('a place and a turn in the queue become the place, and nobody else moves', async () => {
    const { discord, telegram, minh, published, come, roster, link } = await people(1);
    await come(telegram);
    await come(minh);
    await come(discord);
    await link();
    expect(await roster()).toEqual([
      { personId: discord.person.id, state: 'placed', note: '' },
      { personId: minh.person.id, state: 'waiting', note: '' },
    ]);
    expect(published.filter(({ audience }) => audience.to === 'people')).toEqual([]);
  });

  test('a place that was given back counts for nothing beside one that holds', async () => {
    const { discord, telegram, come, roster, link, sessionId } = await people(1);
    await come(telegram);
    await database.prisma.signup.updateMany({
      where: { sessionId },
      data: { state: 'withdrawn' },
    });
    await come(discord);
    await link();
    expect(await roster()).toEqual([{ personId: discord.person.id, state: 'placed', note: '' }]);
  });

  test('a place of one account alone goes on as it was', async () => {
    const { discord, telegram, minh, come, roster, link } = await people(2);
    await come(minh);
    await come(telegram, 'hi');
    await link();
    expect(await roster()).toEqual([
      { personId: minh.person.id, state: 'placed', note: '' },
      { personId: discord.person.id, state: 'placed', note: 'hi' },
    ]);
  });
});
