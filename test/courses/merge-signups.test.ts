import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandContext } from '../../src/context/command-context.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { reserveSeat, seatTransaction } from '../../src/seats/seats.ts';
import { databaseKinds } from '../support/database/test-databases.ts';
import { createCommandContext, tuesdayMorning } from '../support/fixtures/command-context.ts';
import { extractLinkCode } from '../support/scenario/link-codes.ts';
import { confirmLink, redeemLinkCode, startLink } from '../support/scenario/run-action.ts';

const at = new Date(tuesdayMorning.epochMilliseconds);

describe.each(databaseKinds)('signups when two accounts are linked, on %s', (_name, open) => {
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
    const { call: discord, published } = await createCommandContext(database);
    const { call: made } = await createCommandContext(database, discord.community);
    const { call: minh } = await createCommandContext(database, discord.community);
    const account = await database.prisma.account.update({
      where: { id: made.account.id },
      data: { platform: 'telegram' },
    });
    const telegram = { ...made, account };
    const sessionId = await makeSession(discord.community?.id ?? '', seats);
    const come = ({ person }: CommandContext, note = '') =>
      database.prisma.$transaction(
        (tx) => reserveSeat(tx, { sessionId, personId: person.id, note, now: at }),
        seatTransaction,
      );
    const roster = async () =>
      (
        await database.prisma.signup.findMany({
          where: { sessionId },
          orderBy: { position: 'asc' },
        })
      ).map(({ personId, state, note }) => ({ personId, state, note }));
    const link = async () => {
      await redeemLinkCode(telegram, extractLinkCode(await startLink(discord)));
      const { id } = await database.prisma.code.findFirstOrThrow({
        where: { accountId: discord.account.id, redeemedAt: { not: null } },
      });
      await confirmLink(discord, { code: id });
    };
    return { discord, telegram, minh, published, come, roster, link, sessionId };
  }

  test('merges two seats of a session into the earlier and offers the other to the waiting list', async () => {
    const { discord, telegram, minh, published, come, roster, link } = await people(2);
    await come(telegram, 'with a camera');
    await come(discord);
    await come(minh);
    await link();
    expect(await roster()).toEqual([
      { personId: discord.person.id, state: 'confirmed', note: 'with a camera' },
      { personId: minh.person.id, state: 'confirmed', note: '' },
    ]);
    const publications = published.filter(({ audience }) => audience.to === 'people');
    expect(publications.map(({ audience }) => audience)).toEqual([
      { to: 'people', personIds: [minh.person.id] },
    ]);
  });

  test('merges a seat and a waiting entry into the seat without moving others', async () => {
    const { discord, telegram, minh, published, come, roster, link } = await people(1);
    await come(telegram);
    await come(minh);
    await come(discord);
    await link();
    expect(await roster()).toEqual([
      { personId: discord.person.id, state: 'confirmed', note: '' },
      { personId: minh.person.id, state: 'waiting', note: '' },
    ]);
    expect(published.filter(({ audience }) => audience.to === 'people')).toEqual([]);
  });

  test('ignores a returned seat beside a valid one', async () => {
    const { discord, telegram, come, roster, link, sessionId } = await people(1);
    await come(telegram);
    await database.prisma.signup.updateMany({
      where: { sessionId },
      data: { state: 'cancelled' },
    });
    await come(discord);
    await link();
    expect(await roster()).toEqual([{ personId: discord.person.id, state: 'confirmed', note: '' }]);
  });

  test('keeps a signup that only one account has', async () => {
    const { discord, telegram, minh, come, roster, link } = await people(2);
    await come(minh);
    await come(telegram, 'hi');
    await link();
    expect(await roster()).toEqual([
      { personId: minh.person.id, state: 'confirmed', note: '' },
      { personId: discord.person.id, state: 'confirmed', note: 'hi' },
    ]);
  });
});
